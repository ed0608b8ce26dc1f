# code: D-PROCESS-NONSENSE
# title: credential_process prints a greeting in front of its answer
# remedy: none what it prints is for its author to mend
plant() {
  rm "$HOME/.aws/credentials" "$HOME/.aws/config"
  printf '#!/bin/sh\necho "Welcome back!"\necho "{}"\n' >"$HOME/give-keys"
  chmod +x "$HOME/give-keys"
  profile default credential_process="$HOME/give-keys"
}
