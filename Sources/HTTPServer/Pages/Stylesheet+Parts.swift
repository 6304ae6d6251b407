extension Stylesheet {
  static let forms = """
    .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.75rem; margin: 0 0 1.5rem; }
    .card > :first-child { margin-top: 0; }
    .card > :last-child { margin-bottom: 0; }
    .card > h2, .card > h3 { margin-top: 0; }
    label, legend { font-weight: 650; }
    legend { padding: 0; margin-bottom: .35rem; }
    fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0; }
    .field { margin: 0 0 1.25rem; }
    .field label, .card > form > label { display: block; }
    .field .hint { margin: .1rem 0 .5rem; }
    .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 0 1.25rem; }
    .card > label { font-size: 1.1rem; }
    .card > .hint { margin: .1rem 0 .9rem; }
    .card > .quiet { margin: 1rem 0 0; }
    input, select, textarea { font: inherit; color: var(--ink); max-width: 100%; }
    input:not([type=file], [type=checkbox], [type=radio]), select, textarea {
      width: 100%; background: var(--ground); border: 1px solid var(--edge); border-radius: 10px; padding: .65rem .85rem; min-height: 3rem;
    }
    textarea { min-height: 6rem; resize: vertical; }
    input[type=file] {
      display: block; width: 100%; max-width: 100%; padding: 1.1rem; margin-bottom: 1.25rem; font: inherit; color: var(--ink);
      background: var(--ground); border: 2px dashed var(--edge); border-radius: 10px;
    }
    input[type=file]:hover, .over input[type=file] { border-color: var(--accent); }
    .over input[type=file] { background: var(--tint); border-style: solid; }
    input[type=file]::file-selector-button {
      font: inherit; font-weight: 600; color: var(--accent); background: var(--card); border: 1px solid var(--edge);
      border-radius: 8px; padding: .5rem .9rem; margin-right: .9rem; cursor: pointer;
    }
    input[aria-invalid=true], select[aria-invalid=true], textarea[aria-invalid=true] { border-color: var(--error); border-width: 2px; }
    .fault { color: var(--error); background: var(--error-tint); border-radius: 8px; padding: .6rem .9rem; margin: 0 0 .9rem; font-weight: 600; }
    .choice { display: flex; gap: .75rem; align-items: flex-start; padding: .5rem 0; }
    .choice input { width: 1.35rem; height: 1.35rem; margin: .15rem 0 0; flex: none; accent-color: var(--accent); }
    .choice label { font-weight: 400; font-size: 1rem; }
    .filters { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 0 0 1.5rem; }
    .filters .field { margin: 0; flex: 1 1 10rem; min-width: min(10rem, 100%); }
    .filters button { flex: none; }
    .error-summary { border: 2px solid var(--error); border-radius: 14px; background: var(--error-tint); padding: 1.1rem 1.4rem; margin: 0 0 1.75rem; }
    .error-summary h2 { margin: 0 0 .4rem; font-size: 1.1rem; }
    .error-summary ul { margin: 0; padding-left: 1.2rem; }
    .error-summary a { color: var(--error); font-weight: 600; }
    button, .button {
      display: inline-block; font: inherit; font-weight: 650; color: var(--on-accent); background: var(--accent); border: 1px solid transparent;
      border-radius: 10px; padding: .7rem 1.5rem; min-height: 3rem; cursor: pointer; text-decoration: none; text-align: center;
    }
    button:hover, .button:hover { filter: brightness(1.1); }
    .secondary { background: var(--card); color: var(--accent); border-color: var(--edge); }
    .danger { background: var(--card); color: var(--error); border-color: var(--error); }
    .plain { background: none; border: 0; padding: 0; color: var(--accent); font-weight: 400; text-decoration: underline; text-underline-offset: .15em; min-height: 0; }
    .actions { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center; margin: 1.5rem 0; }
    .actions form { margin: 0; }
    progress { width: 100%; height: .9rem; accent-color: var(--accent); }

    """

  static let tables = """
    .table-region { overflow-x: auto; margin: 0 0 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
    table.data { border-collapse: collapse; width: 100%; font-size: .95rem; }
    .data caption { text-align: left; font-weight: 650; padding: 1rem 1.25rem .5rem; }
    .data th, .data td { text-align: left; vertical-align: top; padding: .7rem 1.25rem; border-bottom: 1px solid var(--line); }
    .data thead th { color: var(--quiet); font-weight: 600; font-size: .875rem; }
    .data tbody th { font-weight: 600; }
    .data tbody tr:last-child > * { border-bottom: 0; }
    .data .nowrap { white-space: nowrap; }
    .data .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .nowrap { white-space: nowrap; }
    .pagination { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; margin: 1rem 0 2rem; }

    """

  static let parts = """
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.25rem; margin: 0 0 2rem; }
    .cards .card { margin: 0; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: 1rem; margin: 0 0 2rem; padding: 0; list-style: none; }
    .tile { display: flex; flex-direction: column; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.35rem; color: var(--ink); text-decoration: none; }
    a.tile:hover { border-color: var(--accent); }
    .tile-name { color: var(--quiet); font-size: .925rem; }
    .tile-value { font-size: 2rem; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
    .tile-note { font-size: .875rem; color: var(--quiet); }
    .tag { display: inline-block; font-size: .85rem; font-weight: 650; line-height: 1.5; padding: .1rem .6rem; border-radius: 6px; background: var(--ground); color: var(--quiet); box-shadow: inset 0 0 0 1px var(--line); }
    .tag-good { background: var(--tint); color: var(--accent); box-shadow: none; }
    .tag-warn { background: var(--warn-tint); color: var(--warn); box-shadow: none; }
    .tag-bad { background: var(--error-tint); color: var(--error); box-shadow: none; }
    .notice { border-radius: 14px; padding: 1.1rem 1.4rem; margin: 0 0 1.75rem; background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--edge); }
    .notice > :first-child { margin-top: 0; }
    .notice > :last-child { margin-bottom: 0; }
    .notice-good { background: var(--tint); border-color: var(--accent); }
    .notice-warn { background: var(--warn-tint); border-color: var(--warn); }
    .notice-bad { background: var(--error-tint); border-color: var(--error); }
    .empty { color: var(--quiet); background: var(--card); border: 1px dashed var(--edge); border-radius: 14px; padding: 1.5rem; margin: 0 0 1.5rem; }
    .facts { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .45rem 1.5rem; margin: 0 0 1.5rem; }
    .facts dt { color: var(--quiet); }
    .facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
    .entries { list-style: none; margin: 0 0 1.5rem; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
    .entries > li { padding: .9rem 1.35rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; align-items: baseline; }
    .entries > li > div:first-child { flex: 1 1 16rem; min-width: 0; }
    .entries > li + li { border-top: 1px solid var(--line); }
    .stepper { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 0 0 2rem; padding: 0; counter-reset: step; color: var(--quiet); font-size: .95rem; }
    .stepper li { counter-increment: step; display: flex; align-items: center; gap: .5rem; }
    .stepper li::before { content: counter(step); display: grid; place-items: center; width: 1.75rem; height: 1.75rem; border-radius: 50%; border: 1px solid var(--edge); font-weight: 650; font-size: .85rem; }
    .stepper [aria-current] { color: var(--ink); font-weight: 650; }
    .stepper [aria-current]::before { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
    .figure { margin: 0 0 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; }
    .figure figcaption { font-weight: 650; margin-bottom: .75rem; }
    .chart { display: block; width: 100%; height: auto; font-family: inherit; }
    .chart-bar { fill: var(--accent); }
    .chart-bar-warn { fill: var(--warn); }
    .chart-bar-bad { fill: var(--error); }
    .chart-label { fill: var(--ink); font-size: 13px; }
    .chart-value { fill: var(--quiet); font-size: 13px; }
    .chart-axis { stroke: var(--line); stroke-width: 1; }

    """

  static let media = """
    @media (max-width: 34rem) {
      .brand-name { display: none; }
      .top .wrap { gap: 0 .6rem; }
      .brand { min-height: 3rem; gap: .5rem; }
      .person { gap: 0 .7rem; flex: 1; justify-content: flex-end; }
      .person a[href="/akun"] { max-width: 4.8rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .places { margin-left: -.55rem; }
      .places a { padding: .55rem; }
      main { padding-top: 2rem; }
      .card { padding: 1.25rem; }
      button:not(.plain), .button { width: 100%; }
      .actions > *, .filters > * { flex: 1 1 100%; }
      input[type=file]::file-selector-button { display: block; margin: 0 0 .6rem; }
      .wlkp-verdict { padding: 1rem 1.1rem; }
      .wlkp-finding { padding: 1rem; }
      .wlkp-facts, .facts { grid-template-columns: 1fr; gap: 0; }
      .wlkp-facts dd, .facts dd { margin-bottom: .6rem; }
      .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .stack, .stack tbody, .stack tr, .stack th, .stack td, .stack caption { display: block; }
      .stack tr { padding: .8rem 0; border-bottom: 1px solid var(--line); }
      .stack tr:last-child { border-bottom: 0; }
      .data.stack th, .data.stack td { border: 0; padding: .2rem 1.1rem; text-align: left; white-space: normal; }
      .stack [data-label]::before { content: attr(data-label); display: block; color: var(--quiet); font-size: .85rem; font-weight: 400; }
    }
    @media (prefers-reduced-motion: no-preference) {
      a, button, .button, .tile { transition: color .12s, background-color .12s, border-color .12s, filter .12s; }
    }
    @media (forced-colors: active) {
      .mark { forced-color-adjust: none; }
      button, .button, .tag, .notice { border: 1px solid; }
      .chart-bar, .chart-bar-warn, .chart-bar-bad { fill: CanvasText; }
    }
    @media print {
      .places, .person, .again, .filing, .skip, .actions, .filters, .pagination, .stepper { display: none; }
      .wlkp-qr { width: 8cm; }
      body { background: none; display: block; }
      .wrap { max-width: none; }
      .top { border-top: 0; }
      .card, .wlkp-finding, .tile, tr { break-inside: avoid; }
      .table-region { overflow: visible; border: 0; }
    }

    """
}
