# code: D-PROCESS-FAILS
# title: credential_process ends with an error
# remedy: none why it fails only that program knows
start() { by_process; }
plant() { printf '#!/bin/sh\necho "vault: permission denied" >&2\nexit 2\n' >"$HOME/bin/my-keys"; }
