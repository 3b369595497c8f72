/** Style of the report: a restrained page for a board, on screen, on a phone and on A4. Colours are checked by a test. */
import { CATEGORY, INK, QUIET } from './charts/theme.js';

/** Colours of text and the ground they stand on, for the test of contrast. */
export const TEXT_COLOURS: readonly (readonly [text: string, ground: string])[] = [
  [INK, '#ffffff'],
  [QUIET, '#ffffff'],
  [QUIET, '#f3f5f7'],
  [CATEGORY[0], '#ffffff'],
  [INK, '#f3f5f7'],
  ['#ffffff', CATEGORY[0]],
];

export const CSS = `
*{box-sizing:border-box}
html{font:100%/1.5 Arial,"Liberation Sans",Helvetica,sans-serif;color:${INK};background:#fff;-webkit-text-size-adjust:100%;scroll-behavior:auto}
body{margin:0 auto;max-width:47rem;padding:0 1rem 3rem;overflow-wrap:break-word}
h1,h2,h3{line-height:1.2;margin:0}
h1{font-size:2.1rem;letter-spacing:-.01em}
h2{font-size:1.5rem;margin:0 0 1rem;padding-top:.6rem;border-top:3px solid ${CATEGORY[0]}}
h3{font-size:1.19rem;margin:0 0 .3rem}
p,ul,ol,dl{margin:0 0 1rem}
ul,ol{padding-left:1.4rem}
h4{font-size:1rem;margin:0 0 .3rem}
dd>:last-child{margin-bottom:0}
.gap{border-left:4px solid ${CATEGORY[2]};padding-left:.6rem}
.also{font-size:1rem}
li{margin-bottom:.4rem}
a{color:${CATEGORY[0]};text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.wide:focus-visible,pre:focus-visible{outline:3px solid ${CATEGORY[0]};outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-99rem;background:#fff;padding:.6rem 1rem;z-index:1}
.skip:focus{left:1rem;top:1rem;outline:3px solid ${CATEGORY[0]}}
header{padding:2.2rem 0 1rem}
.kind{color:${CATEGORY[0]};font-weight:bold;margin-bottom:.6rem}
.against{font-weight:normal}
.facts,.quiet,.subtitle,.files{color:${QUIET}}
.facts{margin:.8rem 0}
.plans{list-style:none;padding:0}
nav{background:#f3f5f7;padding:.9rem 1.2rem;margin-bottom:2.4rem}
nav ol{margin:0;padding:0;list-style:none;columns:2;column-gap:2rem}
nav li{margin:0;padding:.15rem 0;break-inside:avoid}
.part{margin-bottom:3rem}
.part>h3{margin-top:1.5rem}
.question{border-left:4px solid #b1b9bf;padding-left:.9rem}
.lead{font-size:1.19rem;line-height:1.45}
.caveats{list-style:none;padding:0}
.caveats li{border-left:4px solid ${CATEGORY[2]};padding:.1rem 0 .1rem .9rem;margin-bottom:.8rem}
.chart{margin:0 0 2.8rem}
.subtitle{font-size:.94rem;margin-bottom:.8rem}
figure{margin:0 0 .6rem}
svg{display:block;max-width:100%;height:auto}
.narrow-only{display:none}
.copy{background:#f3f5f7;padding:.7rem .9rem;margin:.8rem 0}
.sentence{user-select:all;-webkit-user-select:all}
.files{font-size:.94rem;margin:.5rem 0 0}
.quiet{font-size:.94rem}
details{margin:.3rem 0 .8rem}
summary{cursor:pointer;color:${CATEGORY[0]};text-decoration:underline;text-underline-offset:.15em;padding:.25rem 0;min-height:24px}
.wide{overflow-x:auto;margin:.6rem 0 1.6rem}
table{border-collapse:collapse;width:100%;font-size:.94rem;line-height:1.35}
caption{text-align:left;font-weight:bold;padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;border-bottom:1px solid #b1b9bf}
td:last-child,th:last-child{padding-right:0}
thead th{vertical-align:bottom;border-bottom:2px solid ${INK}}
tbody th{font-weight:normal;min-width:9rem}
td .interval{display:block;color:#505a5f;font-size:.94em}
.number{text-align:right;font-variant-numeric:tabular-nums}
td.number{white-space:nowrap}
.number .interval{white-space:normal}
dl>div{display:flex;gap:1rem;padding:.35rem 0;border-bottom:1px solid #d8dde0}
dt{flex:0 0 10rem;font-weight:bold}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
pre{background:#f3f5f7;padding:.8rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
code{font-size:.88rem}
footer{color:${QUIET};border-top:1px solid #b1b9bf;padding-top:1rem}
.print-only,.paper{display:none}
@media (max-width:640px){
h1{font-size:1.6rem}
h2{font-size:1.32rem}
.lead{font-size:1.06rem}
nav ol{columns:1}
nav li{padding:.3rem 0}
.wide-only{display:none}
.narrow-only{display:block}
dl>div{display:block}
table{font-size:.81rem}
th,td{padding:.4rem .4rem .4rem 0}
th{hyphens:auto}
tbody th{min-width:5rem}
td.number{white-space:normal}
}
@media print{
@page{size:A4;margin:14mm 14mm 16mm;@bottom-right{content:counter(page) " of " counter(pages);font:8pt Arial,sans-serif;color:${QUIET}}}
html{font-size:9.5pt;line-height:1.38;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0}
header{padding:0 0 .4rem}
h1{font-size:19pt}
h2{font-size:14pt;margin-bottom:.6rem}
p,ul,ol,dl{margin-bottom:.6rem}
li{margin-bottom:.15rem}
.lead{font-size:11pt;line-height:1.38}
.skip,nav,details,.screen,.chart .files,.copy .quiet{display:none}
.paper{display:block}
.wide-only{display:block}
.narrow-only{display:none}
.wide-only svg{width:66%}
.chart{margin-bottom:1.1rem}
.chart h3{font-size:11pt}
.subtitle{margin-bottom:.4rem}
.copy{background:none;padding:0;margin:.3rem 0}
.subtitle,.quiet,.sentence{font-size:8.5pt}
.part{margin-bottom:1.2rem}
.part>h3{margin-top:.8rem}
dl,dd p,dd li{font-size:8.5pt}
dl>div{padding:.2rem 0}
.wide{overflow:visible;margin:.4rem 0 .8rem}
table{font-size:8.5pt;line-height:1.25}
th,td{padding:.16rem .6rem .16rem 0}
td.number{white-space:normal}
thead{display:table-header-group}
.many{font-size:7.5pt;table-layout:fixed}
.many th,.many td{overflow-wrap:anywhere;padding-right:.4rem}
.many tbody th{min-width:0}
.print-only{display:block;break-before:page}
.print-only .tables{columns:2;column-gap:7mm}
.print-only .broad{column-span:all}
.print-only table,.print-only .many{font-size:6.5pt}
.print-only th,.print-only td{padding:.1rem .4rem .1rem 0}
.print-only tbody th{min-width:0}
.print-only td .interval{display:inline}
.print-only td{overflow-wrap:anywhere}
.many th:first-child{width:15%}
h2,h3,h4,caption,.question{break-after:avoid}
figure,.chart,.short,tr,caption,thead,.caveats li,dl>div{break-inside:avoid}
tbody tr:first-child{break-before:avoid}
a[href$=".csv"]::after{content:" (" attr(href) ")"}
}
`;
