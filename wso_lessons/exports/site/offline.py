"""What keeps a site in the browser: the service worker with the digest of every file, the manifest and the icons."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from wso_lessons.exports.site.frame import ICON, MANIFEST, SITE_STATIC

KEEPER = "service_worker.js"
ICONS = {ICON: ("any", "image/svg+xml"), "icon-192.png": ("192x192", "image/png"),
            "icon-512.png": ("512x512", "image/png")}  # fmt: skip
BACKGROUND = "#ffffff"


def offline_files(title: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that make a site installable and let it work without a network, over its other files."""
    manifest = {
        "name": title,
        "short_name": title[:24],
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": BACKGROUND,
        "theme_color": BACKGROUND,
        "icons": [{"src": name, "sizes": size, "type": kind} for name, (size, kind) in ICONS.items()],
    }
    made = {name: (SITE_STATIC / name).read_bytes() for name in ICONS}
    made[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    digests = {name: hashlib.sha256(content).hexdigest()[:16] for name, content in sorted({**files, **made}.items())}
    script = (SITE_STATIC / KEEPER).read_text(encoding="utf-8")
    return made | {KEEPER: f"const FILES = {json.dumps(digests, indent=1)};\n{script}".encode()}
