/** Paper and ink: colours, letters, and what every element starts from. Sizes are in rem, so large print scales all. */
export const ground = `
:root {
  color-scheme: light dark;
  --red: var(--vermilion);
  --hair: var(--rule);
  --paper: #fbf8f1;
  --paper-deep: #f3eee2;
  --ink: #1e1b16;
  --ink-soft: #595247;
  --rule: #d8cfbd;
  --rule-strong: #857a66;
  --accent: #0b5a58;
  --accent-ink: #fffdf8;
  --vermilion: #b02318;
  --good: #1c6633;
  --warn: #855000;
  --tone-0: #0f6a66;
  --tone-1: #9a5b13;
  --tone-2: #4a5a9a;
  --tone-3: #8a3a62;
  --tone-4: #4f7a28;
  --tone-5: #2f6f9f;
  --tone-6: #7a6a2a;
  --tone-7: #6b5b8f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #181613;
    --paper-deep: #23201b;
    --ink: #ede7da;
    --ink-soft: #b5ac9b;
    --rule: #3d382f;
    --rule-strong: #8d836f;
    --accent: #84cbc6;
    --accent-ink: #12211f;
    --vermilion: #ff9583;
    --good: #8fd19e;
    --warn: #eeb866;
    --tone-0: #6cc5be;
    --tone-1: #e0a561;
    --tone-2: #9fb0f0;
    --tone-3: #e08fb8;
    --tone-4: #a3cf77;
    --tone-5: #86bfe8;
    --tone-6: #cfc07a;
    --tone-7: #bfaee6;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scrollbar-gutter: stable; }
html.large { font-size: 137.5%; }
body {
  margin: 0 auto;
  max-width: 42.35rem;
  padding: 0 1rem 2rem;
  background: var(--paper);
  color: var(--ink);
  font-family: "PingFang SC", "HarmonyOS Sans SC", "HarmonyOS Sans", "Noto Sans SC", "Source Han Sans SC",
    "Microsoft YaHei", system-ui, sans-serif;
  line-height: 1.7;
  text-autospace: normal;
  overflow-wrap: anywhere;
}
html { background: var(--paper); }
h1, h2, h3 { line-height: 1.4; margin: 0; font-weight: 700; text-wrap: pretty; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.18rem; margin-block: 2.2rem .5rem; }
h3 { font-size: 1rem; }
p { margin: .4rem 0; }
ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--accent); text-underline-offset: .22em; text-decoration-thickness: 1px; }
main a, main .link { display: inline-block; min-width: 44px; min-height: 44px; padding-block: .5rem; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
s { text-decoration-color: var(--vermilion); text-decoration-thickness: 2px; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans SC", monospace; }
table { border-collapse: collapse; width: 100%; }
th { font-weight: 400; text-align: start; }
td { text-align: end; }
th, td { padding: .4rem 0; vertical-align: top; border-bottom: 1px solid var(--rule); }
th + td, td + td, th + th { padding-inline-start: .8rem; }
caption { text-align: start; }
tfoot th, tfoot td { border-top: 1px solid var(--ink); border-bottom: 3px double var(--ink); font-weight: 700; }
.small { font-size: .85rem; color: var(--ink-soft); line-height: 1.55; }
.lead { color: var(--ink-soft); }
.sentence { font-size: 1.05rem; }
.alarm-text { color: var(--vermilion); }
.typed { unicode-bidi: isolate; overflow-wrap: anywhere; }
.tone-0 { fill: var(--tone-0); } .tone-1 { fill: var(--tone-1); }
.tone-2 { fill: var(--tone-2); } .tone-3 { fill: var(--tone-3); }
.tone-4 { fill: var(--tone-4); } .tone-5 { fill: var(--tone-5); }
.tone-6 { fill: var(--tone-6); } .tone-7 { fill: var(--tone-7); }
`;
