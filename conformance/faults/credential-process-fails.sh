# code: D-PROCESS-FAILS
# title: credential_process ends with an error
# remedy: none why it fails only that program knows
plant() {
  rm "$HOME/.aws/credentials" "$HOME/.aws/config"
  printf '#!/bin/sh\necho "vault: permission denied" >&2\nexit 2\n' >"$HOME/give-keys"
  chmod +x "$HOME/give-keys"
  profile default credential_process="$HOME/give-keys"
}
