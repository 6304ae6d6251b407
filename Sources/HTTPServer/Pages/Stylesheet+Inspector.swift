extension Stylesheet {
  /// Bars with their words and numbers as text, so that they stay legible at every width.
  static let bars = """
    .bars { list-style: none; margin: 0 0 .75rem; padding: 0; }
    .bars li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; align-items: end; padding: .3rem 0 .45rem; }
    .bar-value { font-weight: 650; font-variant-numeric: tabular-nums; }
    .bar { grid-column: 1 / -1; display: block; width: 100%; height: .6rem; border-radius: 4px; margin-top: .2rem; }
    .bar-ground { fill: var(--ground); }
    .figure figcaption h2 { margin: 0 0 .35rem; font-size: 1.1rem; }
    .figures { columns: 2 24rem; column-gap: 1.25rem; margin: 0 0 .25rem; }
    .figures .figure { break-inside: avoid; margin: 0 0 1.25rem; }
    .figure .table-region { margin: .5rem 0; }
    .tiles > li:not(.tile) { display: grid; }
    .visits { padding: 0; margin: 0 0 1.5rem; list-style: none; counter-reset: none; }
    .visits > .card { padding: 1.1rem 1.4rem; margin-bottom: 1rem; }
    .visits h2, .visits h3 { margin: 0 0 .35rem; font-size: 1.1rem; }
    .visits p { margin: 0 0 .5rem; }
    .visits ul { margin: .6rem 0 0; padding-left: 1.2rem; list-style: disc; }
    @media (forced-colors: active) { .bar-ground { fill: Canvas; } }

    """
}
