"""The tests that may be skipped, and why: the one list, which CONTRIBUTING shows and which holds where `CI` is set."""

# Where `CI` is set nothing else lints the page's modules: without it they would pass unseen.
SKIPS_BUT_IN_CI = "tests/test_javascript.py"
MAY_SKIP = {
    "tests/authoring/test_course_bad_files.py": "the system has no pipes in folders",
    "tests/browser/test_live_site.py": "pyodide, Python for browsers, cannot be had from npm",
    "tests/browser/test_scorm.py": "scorm-again, a learning system's side of SCORM, cannot be had from npm",
    "tests/exports/lms/test_gift.py": "gift-pegjs, a reader of GIFT, cannot be had from npm",
    "tests/exports/lms/test_qti.py": "pyslet or qti-convert cannot be had; `QTI_XSD_DIR` names no schemas",
    "tests/exports/page/test_marks.py": "there is no node",
    "tests/exports/site/test_live.py": "there is no node",
    "tests/progress/test_file_systems.py": "Windows has no such file systems",
    "tests/test_reliability.py": "Windows has no such signals",
    "tests/truth/test_shipped.py": "the documents that the tests keep passages of are not beside the checkout",
    "tests/widgets/test_modules.py": "there is no node",
    "tests/workspace/test_classroom.py": "there is no git",
    "tests/workspace/test_files.py": "the file system has no links",
    "tests/workspace/test_foreign_folders.py": "Windows has no such files",
    "tests/workspace/test_labextension.py": "JupyterLab's builder cannot be had from npm",
    "tests/workspace/test_server_life.py": "Windows has no such signals",
}
