# code: D-PROCESS-NONSENSE
# title: the program of credential_process prints a greeting instead of keys
# remedy: none only whoever wrote the program can say what it should print
start() { by_process; }
plant() { printf '#!/bin/sh\necho welcome\n' >"$HOME/bin/my-keys"; }
