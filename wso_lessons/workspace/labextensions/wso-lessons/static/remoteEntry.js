// The shape that JupyterLab loads (a module federation container), written by hand so that nothing has to be built. The
// extension itself is in plain modules beside this file.
(() => {
  const home = document.currentScript.src;
  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["wso-lessons"] = {
    init: () => {},
    get: async () => {
      const { default: plugin } = await import(new URL("plugin.js", home));
      return () => ({ __esModule: true, default: plugin }); // JupyterLab adds to it, which a module itself forbids
    },
  };
})();
