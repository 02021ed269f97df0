"""The style sheet of the report: one column, light and dark by the reader's choice, A4 when printed."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1d262b;--quiet:#5a676e;--line:#d9e0e3;--wash:#f3f7f7;
--accent:#0d716d;--warm:#a86404;--ok:#e2f1ee;--mayor:#fdf1dc;--nation:#f6e3e0;--bad:#9a3324}
@media (prefers-color-scheme:dark){:root{--paper:#14191c;--ink:#e6ecef;--quiet:#a3b0b7;--line:#334046;
--wash:#1c2428;
--accent:#55c1b7;--warm:#e3a43b;--ok:#163733;--mayor:#3d2f14;--nation:#43241f;--bad:#f0a396}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;
font:400 16px/1.55 "Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .35rem;letter-spacing:-.01em}
h2{font-size:1.35rem;margin:3rem 0 .5rem;padding-top:1rem;border-top:2px solid var(--line)}
h3{font-size:1.05rem;margin:1.8rem 0 .3rem}
p{margin:.5rem 0;max-width:46rem}
.quiet{color:var(--quiet);font-size:.9rem}
.lead{font-size:1.15rem;line-height:1.5;background:var(--wash);border-left:4px solid var(--accent);
padding:1rem 1.25rem;margin:1.25rem 0;max-width:none}
.lead p{margin:0;max-width:none}
.warn{border-left:4px solid var(--warm);padding:.5rem 1rem;background:var(--mayor)}
.schemes{display:grid;grid-template-columns:repeat(auto-fit,minmax(13.5rem,1fr));gap:.75rem;list-style:none;
padding:0;
margin:1rem 0}
.schemes li{border:1px solid var(--line);border-radius:.5rem;padding:.8rem .9rem;display:flex;
flex-direction:column}
.schemes b{font-weight:600;line-height:1.3}
.schemes .quiet{font-size:.82rem;margin:.4rem 0 0}
.badge{align-self:flex-start;font-size:.8rem;font-weight:600;padding:.12rem .55rem;border-radius:1rem;
margin:.5rem 0 .1rem;
background:var(--ok);color:var(--accent)}
.badge.needs_mayor_regulation,.badge.exceeds_rules{background:var(--mayor);color:var(--warm)}
.badge.needs_national_change{background:var(--nation);color:var(--bad)}
.wide{overflow-x:auto;margin:1rem 0;max-width:100%}
.wide:focus-visible{outline:2px solid var(--accent)}
table{border-collapse:collapse;font-size:.92rem}
.long table{font-size:.82rem;line-height:1.4}
.long td:last-child{min-width:16rem}
tbody tr:nth-child(even){background:var(--wash)}
figure{margin:1.25rem 0}
.on-narrow{display:none}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem 2rem;
align-items:start}
.mayor{width:100%;table-layout:fixed;font-size:.92rem;min-width:34rem}
.mayor caption{text-align:left;font-weight:600;padding:.3rem 0}
.mayor tr,.mayor tbody tr:nth-child(even){background:none}
.mayor th{font-weight:600;text-align:left;padding:.4rem .5rem;vertical-align:bottom}
.mayor tbody th{width:7rem;vertical-align:top}
.mayor td:first-child{min-width:0}
.mayor td{border:1px solid var(--line);padding:.6rem .7rem;vertical-align:top;
background:color-mix(in srgb,var(--accent) var(--share,0%),transparent)}
.mayor td.corner{border:0;width:7rem}
.mayor td.input{border:2px dashed var(--warm)}
.mayor .big{font-size:1.45rem;font-weight:600;line-height:1.2;display:block;font-variant-numeric:tabular-nums}
.mayor dl{margin:.4rem 0 0;font-size:.84rem}
.mayor dl div{display:flex;justify-content:space-between;gap:0 .6rem;flex-wrap:wrap}
.mayor tfoot dl{max-width:22rem}
.mayor tfoot th{vertical-align:top}
.mayor dd{margin:0;font-variant-numeric:tabular-nums}
.mayor .note{display:block;color:var(--warm);font-size:.78rem;line-height:1.35;margin-top:.4rem}
ul.plain{columns:2 18rem;padding-left:1.1rem;font-size:.93rem}
code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.88em;overflow-wrap:anywhere}
details summary{cursor:pointer;font-weight:600;margin:1rem 0 .3rem}
nav{font-size:.9rem;display:flex;gap:.25rem 1.1rem;flex-wrap:wrap;margin:.8rem 0}
a{color:var(--accent)}
@media screen and (max-width:40rem){.on-wide{display:none}.on-narrow{display:block}
.wide td:first-child{min-width:8.5rem}
.mayor tbody th,.mayor thead td{width:5rem}.mayor{min-width:31rem}
main{padding:1.25rem .9rem 3rem}h1{font-size:1.5rem}.lead{font-size:1.02rem;
padding:.8rem .9rem}}
@media print{@page{size:A4;margin:14mm}.schemes{grid-template-columns:repeat(4,1fr)}
:root{color-scheme:only light;--paper:#fff;--ink:#000;--quiet:#444;
--line:#bbb;
--wash:#f5f5f5;--accent:#0d716d;--warm:#8a5200;--ok:#e2f1ee;--mayor:#fdf1dc;--nation:#f6e3e0;--bad:#8a2b1d}
body{font-size:10.5pt}main{max-width:none;padding:0}nav{display:none}h2{break-after:avoid;margin-top:1.6rem}
h3{break-after:avoid}figure,.mayor,.schemes li,tr{break-inside:avoid}.wide{overflow:visible}
table{font-size:8.5pt}.long table{font-size:7.5pt}details.brief::details-content{content-visibility:visible;
height:auto}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
""".strip()
"""The whole of it; it asks for nothing from outside."""
