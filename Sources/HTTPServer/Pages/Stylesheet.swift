/// The pages' looks: one accent colour, the system's typeface, light and dark, from 320 pixels on, and on paper.
enum Stylesheet {
  /// `/assets/wlkp.css`
  static let text = colours + frame + form + result + receipt + media

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
    }
    .wrap { max-width: 54.5rem; margin: 0 auto; padding-left: 1.25rem; padding-right: 1.25rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -999rem; padding: .75rem 1rem; background: var(--card); }
    .skip:focus { left: 0; top: 0; z-index: 1; }
    .top { background: var(--card); border-bottom: 1px solid var(--line); }
    .top .wrap { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 4rem; }
    .brand { display: flex; align-items: center; gap: .7rem; color: var(--ink); text-decoration: none; }
    .brand b { letter-spacing: .04em; }
    .brand-name { color: var(--quiet); margin-left: .35rem; }
    .mark { width: 1.75rem; height: 1.75rem; background: url(/assets/ikon.svg) center / contain no-repeat; flex: none; }
    .tongue { padding: .5rem 0; white-space: nowrap; }
    main { padding-top: 3rem; padding-bottom: 3.5rem; }
    h1 { font-size: clamp(1.75rem, 5.5vw, 2.5rem); line-height: 1.2; letter-spacing: -.015em; margin: 0 0 1rem; }
    h2 { font-size: 1.25rem; line-height: 1.35; margin: 2.5rem 0 .75rem; }
    h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
    .lead { font-size: 1.15rem; color: var(--quiet); max-width: 40rem; margin: 0 0 2rem; }
    .quiet, .hint { color: var(--quiet); font-size: .925rem; }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0 2rem; margin-top: 1rem; }
    .columns h2 { font-size: 1.05rem; margin-bottom: .25rem; }
    .columns p { margin: 0; color: var(--quiet); }
    .filing { margin-top: 3rem; padding-top: 1px; border-top: 1px solid var(--line); }
    pre {
      background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem; overflow-x: auto;
      margin: .4rem 0; font-size: .875rem; line-height: 1.55;
    }
    code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
    footer { border-top: 1px solid var(--line); padding: 1.5rem 0 2.5rem; color: var(--quiet); font-size: .9rem; }
    footer p { margin: 0 0 .4rem; }

    """

  private static let form = """
    .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.75rem; }
    .card label { font-weight: 650; font-size: 1.1rem; }
    .card .hint { margin: .1rem 0 .9rem; }
    .card .quiet { margin: 1rem 0 0; }
    input[type=file] {
      display: block; width: 100%; max-width: 100%; padding: 1.1rem; margin-bottom: 1.25rem; font: inherit; color: var(--ink);
      background: var(--ground); border: 2px dashed var(--edge); border-radius: 10px;
    }
    input[type=file]:hover { border-color: var(--accent); }
    input[type=file]::file-selector-button {
      font: inherit; font-weight: 600; color: var(--accent); background: var(--card); border: 1px solid var(--edge);
      border-radius: 8px; padding: .5rem .9rem; margin-right: .9rem; cursor: pointer;
    }
    input[aria-invalid=true] { border-color: var(--error); }
    .fault { color: var(--error); background: var(--error-tint); border-radius: 8px; padding: .6rem .9rem; margin: 0 0 .9rem; font-weight: 600; }
    button, .button {
      display: inline-block; font: inherit; font-weight: 650; color: var(--on-accent); background: var(--accent); border: 0;
      border-radius: 10px; padding: .8rem 1.5rem; min-height: 3rem; cursor: pointer; text-decoration: none;
    }
    button:hover, .button:hover { filter: brightness(1.1); }
    .again { margin: 2.5rem 0 0; }

    """

  private static let result = """
    .wlkp-verdict {
      font-size: clamp(1.2rem, 3.6vw, 1.45rem); font-weight: 650; line-height: 1.4; margin: 0 0 .75rem; padding: 1.25rem 1.5rem;
      border-radius: 14px; background: var(--tint); border-left: 6px solid var(--accent);
    }
    [data-verdict=rejected] > .wlkp-verdict { background: var(--error-tint); border-color: var(--error); }
    [data-verdict=needs-confirmation] > .wlkp-verdict { background: var(--warn-tint); border-color: var(--warn); }
    .wlkp-file { color: var(--quiet); margin: 0; }
    .wlkp-missing { font-weight: 600; }
    .wlkp-tail, .wlkp-omitted { color: var(--quiet); margin: 0 0 1rem; }
    .wlkp-finding {
      background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--edge); border-radius: 10px;
      padding: 1.1rem 1.35rem 1.2rem; margin: 0 0 1rem;
    }
    .wlkp-group-errors .wlkp-finding { border-left-color: var(--error); }
    .wlkp-group-confirm .wlkp-finding { border-left-color: var(--warn); }
    .wlkp-group-attention .wlkp-finding { border-left-color: var(--accent); }
    .wlkp-finding h3 { font-size: 1.05rem; line-height: 1.45; margin: 0 0 .8rem; }
    .wlkp-label {
      display: inline-block; font-size: .8rem; font-weight: 650; padding: .05rem .55rem; border-radius: 6px; margin-right: .35rem;
      background: var(--tint); color: var(--accent);
    }
    .wlkp-group-errors .wlkp-label { background: var(--error-tint); color: var(--error); }
    .wlkp-group-confirm .wlkp-label { background: var(--warn-tint); color: var(--warn); }
    .wlkp-rule { font-size: .82rem; font-weight: 400; color: var(--quiet); white-space: nowrap; }
    .wlkp-facts { display: grid; grid-template-columns: minmax(7.5rem, auto) 1fr; gap: .35rem 1.25rem; margin: 0; }
    .wlkp-facts dt { color: var(--quiet); }
    .wlkp-facts dd { margin: 0; min-width: 0; }
    .wlkp-result details { margin-top: .8rem; }
    .wlkp-result summary { color: var(--accent); cursor: pointer; padding: .3rem 0; width: fit-content; }
    .wlkp-result details ul { margin: .3rem 0 0; padding-left: 1.2rem; }
    .wlkp-places { overflow-x: auto; }
    .wlkp-places table { border-collapse: collapse; font-size: .9rem; margin-top: .5rem; width: 100%; }
    .wlkp-places th, .wlkp-places td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); }
    .wlkp-places td { white-space: nowrap; }
    .wlkp-places td:last-child { white-space: normal; min-width: 18rem; }
    .wlkp-places th { color: var(--quiet); font-weight: 600; }
    .wlkp-unanswered, .wlkp-about { color: var(--quiet); }
    .wlkp-unanswered h2 { color: var(--ink); }
    .wlkp-about { margin-top: 2rem; }

    """

  private static let receipt = """
    .wlkp-authority { font-weight: 600; margin: 0 0 1.5rem; }
    .wlkp-receipt dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .4rem 1.25rem; margin: 0 0 1.5rem; }
    .wlkp-receipt dt { color: var(--quiet); }
    .wlkp-receipt dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
    .wlkp-proof { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: flex-start; }
    .wlkp-proof p { flex: 1 1 16rem; margin: 0; }
    .wlkp-qr { width: min(100%, 18rem); height: auto; background: #fff; }
    .steps { padding-left: 1.5rem; }
    .step-fails { color: var(--error); font-weight: 600; }
    .step-not-reached { color: var(--quiet); }

    """

  private static let media = """
    @media (max-width: 34rem) {
      .brand-name { display: none; }
      main { padding-top: 2rem; }
      .card { padding: 1.25rem; }
      button, .button { width: 100%; text-align: center; }
      input[type=file]::file-selector-button { display: block; margin: 0 0 .6rem; }
      .wlkp-verdict { padding: 1rem 1.1rem; }
      .wlkp-finding { padding: 1rem; }
      .wlkp-facts { grid-template-columns: 1fr; gap: 0; }
      .wlkp-facts dd { margin-bottom: .6rem; }
    }
    @media (forced-colors: active) { .mark { forced-color-adjust: none; } }
    @media print {
      .top nav, .again, .filing, .skip { display: none; }
      .wlkp-qr { width: 8cm; }
      body { background: none; }
      .wlkp-finding { break-inside: avoid; }
    }

    """

  /// `/assets/ikon.svg`
  static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0a5f59"/>\
    <path d="M9 17l5 5 9.5-12" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" \
    stroke-linejoin="round"/></svg>

    """
}
