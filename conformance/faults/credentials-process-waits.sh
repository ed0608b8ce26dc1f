# code: D-PROCESS-SLOW
# title: the program of credential_process waits for somebody
# remedy: none only whoever wrote the program can say what it waits for
start() { by_process; }
plant() { printf '#!/bin/sh\nsleep 17\nexit 1\n' >"$HOME/bin/my-keys"; }
