// The classes that pages use. Everything works from 320 pixels on, in the dark, in forced colours and on paper.
//
// Page      `lead` sentence under the h1 · `narrow` reading width · `columns`, `split` side by side where there is room ·
//           `crumbs` nav with an ol: the way here · `actions` row of buttons · `quiet`, `hint` lesser text · `mono` ·
//           `visually-hidden` for screen readers only · `again` the way on at the end of a page
// Cards     `card` · `cards` grid of them · `tiles` > `tile` (a or div) with `tile-name`, `tile-value`, `tile-note`
// Words     `tag` with `tag-good`, `tag-warn`, `tag-bad`: a state in words, coloured too · `notice` with `notice-good`,
//           `notice-warn`, `notice-bad`: a message that stands out · `empty` what a list says when nothing is in it
// Tables    `<div class="table-region" role="region" aria-labelledby="ID" tabindex="0"><table class="data">` scrolls inside
//           itself; `data stack` becomes cards on a phone when each td has a `data-label`; `number` right-aligned digits, `nowrap` what stays on a line · `nowrap`
// Lists     `facts` a dl of names and values · `steps` ol with `step-holds`, `step-fails`, `step-not-reached` ·
//           `stepper` ol of a journey, `aria-current="step"` on the present one · `entries` ul of linked rows
// Forms     `field` > label, `hint`, `fault`, control · `fields` fields side by side · `choice` checkbox or radio and its
//           label · `filters` a GET form in one row · `error-summary` (div, `tabindex="-1"`): h2 and links to the fields;
//           a faulty control has `aria-invalid="true"` and `aria-describedby` its `fault`
// Buttons   `button`/`.button`, with `secondary`, `danger` or `plain` (looks like a link)
// Pages on  `<nav class="pagination" aria-label="…">` with links
// Charts    `<figure class="figure"><svg class="chart" role="img" aria-label="…">` with `chart-bar`, `chart-bar-warn`,
//           `chart-bar-bad`, `chart-label`, `chart-value`, `chart-axis`; then `<details>` with the table behind it

/// The pages' looks: one accent colour, the system's typeface, light and dark, from 320 pixels on, and on paper.
enum Stylesheet {
  /// `/assets/wlkp.css`
  static let text = colours + frame + words + forms + tables + parts + bars + result + receipt + media

  /// `/assets/ikon.svg`
  static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0a5f59"/>\
    <path d="M9 17l5 5 9.5-12" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" \
    stroke-linejoin="round"/></svg>

    """

  // Every pair of text and ground has a contrast of at least 4.5 to 1, every border of a control 3 to 1.
  private static let colours = """
    :root {
      --ground: #f6f8f8; --card: #ffffff; --ink: #16211f; --quiet: #4a5a57; --line: #d3dcda; --edge: #71827f;
      --accent: #0a5f59; --on-accent: #ffffff; --tint: #e3f1ef;
      --error: #a11b16; --error-tint: #fdeeed; --warn: #7a4a00; --warn-tint: #fdf4e3;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #0f1615; --card: #182120; --ink: #e9f0ef; --quiet: #aebcba; --line: #2f3b39; --edge: #7f918e;
        --accent: #6fd0c6; --on-accent: #06201d; --tint: #153330;
        --error: #ffa8a1; --error-tint: #3a1a18; --warn: #f2c879; --warn-tint: #352810;
      }
    }

    """

  private static let frame = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--ground); color: var(--ink); line-height: 1.6; overflow-wrap: break-word;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif;
      min-height: 100vh; display: flex; flex-direction: column;
    }
    .wrap { width: 100%; max-width: 66rem; margin: 0 auto; padding-left: 1.25rem; padding-right: 1.25rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -999rem; padding: .75rem 1rem; background: var(--card); }
    .skip:focus { left: 0; top: 0; z-index: 1; }
    .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .top { background: var(--card); border-top: 4px solid var(--accent); border-bottom: 1px solid var(--line); }
    .top .wrap { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1.5rem; }
    .brand { display: flex; align-items: center; gap: .7rem; color: var(--ink); text-decoration: none; min-height: 3.75rem; }
    .brand b { letter-spacing: .04em; }
    .brand-name { color: var(--quiet); margin-left: .35rem; }
    .mark { width: 1.75rem; height: 1.75rem; background: url(/assets/ikon.svg) center / contain no-repeat; flex: none; }
    .person { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.25rem; font-size: .95rem; min-width: 0; }
    .person a, .person button { padding: .55rem 0; min-height: 2.75rem; }
    .person form { margin: 0; }
    .tongue { white-space: nowrap; }
    .places { flex-basis: 100%; margin-left: -.8rem; }
    .places ul { list-style: none; display: flex; flex-wrap: wrap; margin: 0; padding: 0; }
    .places a {
      display: block; padding: .6rem .8rem; min-height: 2.75rem; color: var(--quiet); text-decoration: none;
      border-bottom: 3px solid transparent;
    }
    .places a:hover { color: var(--ink); border-color: var(--line); }
    .places a[aria-current] { color: var(--ink); font-weight: 650; border-color: var(--accent); }
    main { flex: 1; padding-top: 2.75rem; padding-bottom: 3.5rem; }
    footer { border-top: 1px solid var(--line); padding: 1.5rem 0 2.5rem; color: var(--quiet); font-size: .9rem; }
    footer p { margin: 0 0 .4rem; }

    """

  private static let words = """
    h1 { font-size: clamp(1.75rem, 5.5vw, 2.4rem); line-height: 1.2; letter-spacing: -.015em; margin: 0 0 1rem; }
    h2 { font-size: 1.25rem; line-height: 1.35; margin: 2.5rem 0 .75rem; }
    h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
    .lead { font-size: 1.15rem; color: var(--quiet); max-width: 42rem; margin: 0 0 2rem; }
    .narrow { max-width: 44rem; }
    .quiet, .hint { color: var(--quiet); font-size: .925rem; }
    .mono, code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
    .mono { font-size: .9em; overflow-wrap: anywhere; }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 0 2rem; margin-top: 1rem; }
    .columns h2 { font-size: 1.05rem; margin-bottom: .25rem; }
    .columns p { margin: 0; color: var(--quiet); }
    .split { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 0 2.5rem; align-items: start; }
    .crumbs ol { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem .5rem; margin: 0 0 1rem; padding: 0; font-size: .925rem; }
    .crumbs li + li::before { content: "/" / ""; color: var(--quiet); margin-right: .5rem; }
    .filing { margin-top: 3rem; padding-top: 1px; border-top: 1px solid var(--line); }
    .again { margin: 2.5rem 0 0; }
    pre {
      background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem; overflow-x: auto;
      margin: .4rem 0; font-size: .875rem; line-height: 1.55;
    }
    details:not([open]) > :not(summary) { display: none; }
    summary { color: var(--accent); cursor: pointer; padding: .3rem 0; width: fit-content; }
    mark { background: var(--error-tint); color: var(--error); border-radius: 4px; padding: .05rem .25rem; font-weight: 650; }

    """
}
