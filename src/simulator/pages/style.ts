/** The one style sheet of the simulator's pages: light and dark, from a phone up. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f7; --paper: #fff; --ink: #1f2329; --faint: #646a73; --line: #dee0e3;
  --blue: #245bdb; --on-blue: #fff; --ribbon: #fff3d6; --ribbon-ink: #5c4100; --empty: #eff0f1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #17181a; --paper: #212326; --ink: #ebebeb; --faint: #a6aab0; --line: #3b3e43;
    --blue: #8fb0ff; --on-blue: #10182b; --ribbon: #3a2f12; --ribbon-ink: #ffdf94; --empty: #2c2f33;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
a { color: var(--blue); }
code { font-size: .85em; color: var(--faint); overflow-wrap: anywhere; }
.ribbon { margin: 0; padding: .4rem 1rem; text-align: center; font-size: .875rem;
  background: var(--ribbon); color: var(--ribbon-ink); }
.sheet, .document { max-width: 52rem; margin: 1.5rem auto; padding: 2rem clamp(1rem, 5vw, 4rem) 3rem;
  background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
.sheet { max-width: 40rem; }
.wide { max-width: 60rem; }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 1.25rem 0 .5rem; }
.hint { color: var(--faint); font-size: .875rem; }
fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem 1rem; margin: 0; }
.person { display: flex; align-items: center; gap: .75rem; min-height: 44px; cursor: pointer; }
.person img { border-radius: 50%; }
.scopes { padding-left: 1.25rem; }
.editor { max-width: 52rem; margin: 1.5rem auto; padding: 0 clamp(1rem, 5vw, 4rem); }
.editor h2 { margin: 0; font-size: 1rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
button { min-height: 44px; padding: 0 2rem; font: inherit; color: inherit; cursor: pointer;
  background: transparent; border: 1px solid var(--line); border-radius: .5rem; }
button.primary { background: var(--blue); border-color: var(--blue); color: var(--on-blue); }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
.document p, .document pre { margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.document.wide { max-width: 75rem; }
.document .item { display: flex; gap: .5rem; }
.document .item::before { content: attr(data-sign); flex: none; min-width: 1rem; color: var(--faint); }
.document .inside { padding-left: 1.5rem; }
.document blockquote { margin: .5rem 0; padding-left: .75rem; border-left: 3px solid var(--line); color: var(--faint); }
.callout { margin: .75rem 0; padding: .25rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--empty); }
.columns { display: flex; gap: 1rem; margin: .5rem 0; }
.columns > .block { flex: 1; min-width: 0; }
.cells td { padding: .25rem .6rem; border: 1px solid var(--line); min-width: 4rem; }
.grid, .records { width: auto; min-width: 100%; }
.grid th, .grid td, .records th, .records td { padding: .4rem .6rem; border: 1px solid var(--line); font-weight: 400; }
.grid th, .records thead th { background: var(--empty); color: var(--faint); text-align: center; }
.grid thead td, .grid tbody th { width: 3rem; min-width: 0; }
.grid tbody td { position: relative; min-width: 105px; height: 2.2rem; }
.records tbody th { min-width: 7rem; }
.scroll + table { margin-top: 1rem; }
.grid .in-cell { display: block; max-width: 160px; max-height: 120px; margin: auto; }
.grid .floating { position: absolute; top: 0; left: 0; z-index: 1; box-shadow: 0 0 0 1px var(--line); }
.attachments { display: grid; gap: .5rem; margin: 0; padding: 0; list-style: none; min-width: 16rem; }
.attachments li { display: flex; align-items: center; gap: .75rem; }
.attachments li > div { min-width: 0; flex: 1; }
.attachments img { flex: none; width: 48px; height: 48px; object-fit: cover; border-radius: .25rem; }
.attachments .name { margin: 0; overflow-wrap: anywhere; }
.attachments .size { margin: 0; color: var(--faint); font-size: .875rem; }
figure { margin: 1rem 0; }
figure img, video { display: block; max-width: 100%; height: auto; border-radius: .5rem; }
video { width: 100%; max-height: 70vh; background: #000; }
audio { display: block; width: 100%; }
.empty { display: grid; place-items: center; min-height: 100px; padding: 1rem; color: var(--faint);
  background: var(--empty); border: 1px dashed var(--line); border-radius: .5rem; }
.empty.picture { width: 160px; }
.card { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
.card header { display: flex; align-items: center; gap: .75rem; }
.card header > div { min-width: 0; flex: 1; }
.card .name { margin: 0; overflow-wrap: anywhere; font-weight: 500; white-space: pre-wrap; }
.card .size { margin: 0; color: var(--faint); font-size: .875rem; }
.card video, .card audio { margin-top: .75rem; }
.badge { flex: none; display: grid; place-items: center; width: 40px; height: 48px; border-radius: .25rem;
  background: var(--empty); color: var(--faint); font-size: .625rem; font-weight: 700; text-transform: uppercase; }
body:has(> .bar) { background: var(--paper); }
.bar { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: .75rem; padding: .5rem 1rem;
  background: var(--paper); border-bottom: 1px solid var(--line); }
.bar p { margin: 0; }
.bar .where { flex: 1; min-width: 0; display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: .4rem;
  font-size: .875rem; line-height: 1.4; }
.bar .path { color: var(--faint); white-space: nowrap; }
.bar .title { font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar .saved { grid-column: 1 / -1; color: var(--faint); font-size: .75rem; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; }
.bar .kind { flex: none; width: 28px; height: 32px; border-radius: .3rem; background:
  linear-gradient(#fff, #fff) 7px 10px / 14px 2px no-repeat, linear-gradient(#fff, #fff) 7px 15px / 14px 2px no-repeat,
  linear-gradient(#fff, #fff) 7px 20px / 9px 2px no-repeat, #336df4; }
.bar .kind-sheet { background-color: #16833a; }
.bar .kind-bitable { background-color: #7a3fe0; }
.bar .kind-folder { background-color: #e8a200; }
.bar .people { display: flex; margin: 0; padding: 0; list-style: none; }
.bar .people img { display: block; width: 28px; height: 28px; margin-left: -6px; border-radius: 50%;
  border: 2px solid var(--paper); }
.bar .simulated { flex: none; padding: .1rem .6rem; border-radius: 1rem; font-size: .75rem; background: var(--ribbon);
  color: var(--ribbon-ink); }
.desk { display: flex; justify-content: center; gap: 1rem; }
.desk .document { flex: 1; min-width: 0; max-width: 52rem; margin: 0; padding-top: 2.5rem; border: 0; border-radius: 0; }
.desk .document.wide { max-width: none; }
.desk h1 { font-size: 2.1rem; }
.desk h2, .desk h3 { scroll-margin-top: 4.5rem; }
.outline { flex: 0 1 12rem; padding: 3rem 0 0 1rem; font-size: .875rem; }
.outline ul { position: sticky; top: 5rem; margin: 0; padding: 0; list-style: none; }
.outline li { padding: .15rem 0; }
.outline .lower { padding-left: .75rem; }
.outline a { color: var(--faint); text-decoration: none; }
.outline a:hover { color: var(--blue); }
.badge.red { background: #f54a45; color: #fff; } .badge.amber { background: #b35c00; color: #fff; }
.badge.green { background: #16833a; color: #fff; } .badge.violet { background: #7a3fe0; color: #fff; }
.badge.blue { background: #336df4; color: #fff; }
.desk .card { border-radius: .5rem; box-shadow: 0 1px 3px rgb(31 35 41 / 6%); }
.desk figure img { max-height: 32rem; width: auto; }
.fresh { animation: arrives 1.6s ease-out; border-radius: .5rem; }
@keyframes arrives { from { background: color-mix(in srgb, var(--blue) 22%, transparent);
  box-shadow: 0 0 0 6px color-mix(in srgb, var(--blue) 22%, transparent); } }
@media (prefers-reduced-motion: reduce) { .fresh { animation: none; } }
@media (max-width: 60rem) { .outline { display: none; } .desk h1 { font-size: 1.75rem; } .desk .document { padding-top: 1.5rem; } }
@media (max-width: 30rem) { .bar .people, .bar .path { display: none; } }
@media (max-width: 40rem) { .sheet, .document { margin: 0; border-radius: 0; border-inline: 0; } }
`
