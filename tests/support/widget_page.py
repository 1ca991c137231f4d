"""A widget's own ES module in a plain page: a stand-in model, its moves answered by our Python, no Jupyter at all."""

import json

from wso_lessons.widgets.modules import bundle, style_sheet

SHELL = """<!doctype html><html lang="en"><head><title>A lesson</title><style>{css}</style></head>
<body{theme}><main><h1>A lesson</h1><h2>One row, one agreement</h2><div id="here"></div></main></body></html>"""
# JupyterLab's own dark colors, as far as the style sheets use them.
DARK = """body { background: #111111; color: #ffffff; --jp-layout-color1: #111111; --jp-layout-color2: #212121;
  --jp-content-font-color1: #ffffff; --jp-ui-font-color2: #c8c8c8; --jp-border-color1: #616161;
  --jp-border-color2: #424242; --jp-border-color0: #757575; --jp-brand-color1: #64b5f6;
  --jp-content-link-color: #64b5f6; } a { color: #64b5f6; }"""
DRAW = """async ([source, states]) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { default: view } = await import(address);
  window.answers = states.map(() => 0);
  [window.told, window.clicks] = [[], 0];
  document.addEventListener("click", () => (window.clicks += 1), true);
  document.addEventListener("wso-predict", ({ target }) => window.told.push(target.parentNode.id));
  const leave = states.map((state, number) => {
    const heard = (window.heard = []);
    const model = {
      get: (name) => state[name],
      on: (_event, listener) => heard.push(listener),
      off: () => heard.splice(0),
      send: async (message) => {
        Object.assign(state, await window.toPython(number, message));
        heard.forEach((listener) => listener());
        window.answers[number] += 1;
      },
    };
    const el = document.createElement("section");
    el.id = `widget-${number}`;
    document.getElementById("here").append(el);
    return view.render({ model, el });
  });
  window.leave = () => leave.forEach((one) => one());
}"""


def widget_page(chromium, module, styles, state, receive, **options):
    """A page that shows a widget; `state` gives what the page may read, `receive` takes what it sends."""
    return widgets_page(chromium, module, styles, [(state, receive)], **options)


def widgets_page(chromium, module, styles, widgets, *, width=1000, dark=False, **options):
    """A page that shows widgets of one module, one below the other: pairs of `state` and `receive`."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
    context.set_default_timeout(60_000)
    page = context.new_page()

    def answered(number, message):
        state, receive = widgets[number]
        receive(message)
        return json.loads(json.dumps(state()))

    page.expose_function("toPython", answered)
    theme = ' data-jp-theme-light="false"' if dark else ""
    page.set_content(SHELL.format(css=style_sheet(*styles) + (DARK if dark else ""), theme=theme))
    page.evaluate(DRAW, [bundle(module), [json.loads(json.dumps(state())) for state, _ in widgets]])
    return page


def model_page(chromium, *simulations, **options):
    """A page that shows models or explorers, one below the other."""
    return widgets_page(
        chromium, "simulator.js", ("simulator.css", "stage.css"), list(map(_in_turns, simulations)), **options
    )


def _in_turns(simulation):
    turn = [0]

    def receive(message):
        simulation.receive(message)
        turn[0] += 1

    def state():
        return {"screen": simulation.screen().as_tree() | {"turn": turn[0]}}

    return state, receive
