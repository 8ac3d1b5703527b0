/** The sheet: top bar, where you are, foot, and the first screen of an estate. */
export const sheet = `
.skip { position: absolute; left: 1rem; top: -6rem; z-index: 1; padding: .6rem 1rem; background: var(--accent);
  color: var(--accent-ink); min-height: 44px; }
.skip:focus { top: .4rem; }
.top-bar { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
.top-bar a, .trail a { display: inline-flex; align-items: center; min-height: 44px; min-width: 44px;
  text-decoration: none; }
.brand { color: var(--ink-soft); letter-spacing: .12em; }
.size-switch { justify-content: flex-end; }
.top { border-bottom: 1px solid var(--rule); margin-bottom: .8rem; }
.trail { margin-top: -.6rem; }
.trail ol { display: flex; flex-wrap: wrap; column-gap: .5rem; }
.trail li { display: flex; align-items: center; gap: .5rem; }
.trail li + li::before { content: "›"; color: var(--ink-soft); }
.foot { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--rule); color: var(--ink-soft);
  font-size: .85rem; }
.foot p { margin: .2rem 0; }
.foot-address { display: none; }
.masthead h1 { font-size: 1.7rem; }
.masthead-about { color: var(--ink-soft); margin: .1rem 0 0; font-size: .92rem; }
.about-part + .about-part::before { content: " · "; }
.left { margin-top: 1.4rem; }
.left-label { margin: 0; font-size: 1rem; font-weight: 400; color: var(--ink-soft); }
.left-amount { margin: 0 0 .6rem; display: flex; flex-wrap: wrap; align-items: baseline; column-gap: .9rem; }
.left-day { font-size: .92rem; color: var(--ink-soft); }
.light-section { margin-bottom: .6rem; }
.fund-bars { border-top: 1px solid var(--rule); }
main .fund-line { display: grid; grid-template-columns: 6.8em 6.2em minmax(2rem, 1fr);
  align-items: center; column-gap: .8rem; min-height: 48px; padding-block: .3rem; text-decoration: none;
  color: inherit; border-bottom: 1px solid var(--rule); }
.fund-line .amount-whole { text-align: end; }
.fund-bar { width: 100%; height: .75rem; display: block; }
.held { padding-top: .2rem; }
.held-line { display: flex; justify-content: space-between; gap: 1rem; margin: .5rem 0 0; }
.held-what { display: flex; flex-wrap: wrap; column-gap: .7rem; }
.heading-row { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
.heading-row .go { white-space: nowrap; }
.log-line { font-size: 1rem; font-weight: 400; border-top: 1px solid var(--rule); padding-top: 1rem; }
.estates { border-top: 1px solid var(--rule); margin-top: 1rem; }
main .estate-link { display: grid; gap: .1rem; padding-block: 1rem; text-decoration: none; color: inherit;
  border-bottom: 1px solid var(--rule); }
.estate-name { font-size: 1.25rem; font-weight: 700; color: var(--accent); }
.estate-place, .estate-day { color: var(--ink-soft); font-size: .92rem; }
.paper { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 1rem;
  border-bottom: 1px solid var(--rule); padding-block: .2rem; }
.papers { border-top: 1px solid var(--rule); }
.paper-name { margin: .4rem 0; flex: 1 1 12rem; }
.paper-name .small, .bank-name .small { display: block; }
.paper-links { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; margin: 0; }
main .bank-link { display: flex; justify-content: space-between; align-items: center; gap: 1rem; text-decoration: none;
  border-bottom: 1px solid var(--rule); }
@supports (grid-template-columns: subgrid) {
  .fund-bars { display: grid; grid-template-columns: fit-content(55%) auto minmax(2.5rem, 1fr); column-gap: .8rem; }
  .fund-bars li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; }
  main .fund-line { grid-template-columns: subgrid; grid-column: 1 / -1; }
}
@media (max-width: 30rem) {
  html.large .fund-bars { display: block; }
  html.large .fund-bars li { display: block; }
  html.large .fund-line { grid-template-columns: 1fr auto; row-gap: .2rem; }
  html.large .fund-bar { grid-column: 1 / -1; }
}
`;
