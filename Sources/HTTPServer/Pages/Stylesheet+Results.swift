extension Stylesheet {
  static let result = """
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
    h1.wlkp-verdict { font-size: clamp(1.35rem, 4.4vw, 1.9rem); line-height: 1.3; letter-spacing: -.01em; margin-bottom: 1.25rem; }
    .wlkp-line { font-size: .85rem; overflow-wrap: anywhere; white-space: pre-wrap; }
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
    .wlkp-unanswered > ul > li { margin-bottom: .35rem; }
    a.wlkp-rule { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; }
    .wlkp-about { margin-top: 2rem; }

    """

  static let receipt = """
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
}
