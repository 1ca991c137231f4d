// JupyterLab takes arrow keys and letters as commands unless the element in focus itself says not to.
// This empty widget says so for every control of the output it stands in, as soon as it gets the focus.
function render({ el }) {
  const guard = (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true");
  let place = null;
  const attach = () => {
    place = el.closest(".jp-OutputArea-output, .jp-OutputArea") ?? el.parentElement;
    place?.addEventListener("focusin", guard);
  };
  const waiting = requestAnimationFrame(attach);
  return () => {
    cancelAnimationFrame(waiting);
    place?.removeEventListener("focusin", guard);
  };
}
export default { render };
