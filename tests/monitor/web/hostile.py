"""A hundred strings that try to run in an officer's browser; each would set `window.ran`."""

from itertools import product

_RUNS = ("window.ran=1", "top.ran=1", "self['ran']=1", "ran=1")
_SHAPES = (
    "<script>{run}</script>",
    '"><script>{run}</script>',
    "'><img src=x onerror={run}>",
    '" onmouseover="{run}" autofocus onfocus="{run}" x="',
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "</title><script>{run}</script>",
    "</textarea><script>{run}</script>",
    "</option></select><img src=x onerror={run}>",
    "--><script>{run}</script>",
    "]]><script>{run}</script>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>{run}",
    "<a href=javascript:{run}>x</a>",
    "<details open ontoggle={run}>",
    "<video><source onerror={run}></video>",
    "<math><mtext></p><img src=x onerror={run}></mtext></math>",
    "<style>@import 'javascript:{run}';</style>",
    "<base href=javascript:{run}//>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "<form action=javascript:{run}><button autofocus>x</button></form>",
    "{{{{{run}}}}} ${{{run}}} <%= {run} %>",
    "\u2028<script>{run}</script>\u202e",
    "＜script＞{run}＜/script＞",
    "&lt;script&gt;{run}&lt;/script&gt;&#60;script&#62;{run}&#60;/script&#62;",
    "<scr\x00ipt>{run}</scr\x00ipt>",
)
STRINGS = tuple(shape.format(run=run) for shape, run in product(_SHAPES, _RUNS))
