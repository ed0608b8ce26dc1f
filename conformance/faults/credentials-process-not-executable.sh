# code: D-PROCESS-FAILS
# title: the program of credential_process lost its right to be run
# remedy: yes
# by: self
start() {
  process_profile
}
process_profile() {
  local pair
  new_colleague_keys
  pair=$(cat "$SCRATCH/keys")
  mkdir -p "$HOME/bin"
  printf '#!/bin/sh\nprintf %%s '\''{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s"}'\''\n' "${pair% *}" "${pair#* }" >"$HOME/bin/my-keys"
  chmod 700 "$HOME/bin/my-keys"
  profile default credential_process="$HOME/bin/my-keys"
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() { chmod 600 "$HOME/bin/my-keys"; }
