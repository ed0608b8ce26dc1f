# code: D-PROCESS-SLOW
# title: the program of credential_process waits for somebody
# remedy: none only whoever wrote the program can say what it waits for
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
plant() { printf '#!/bin/sh\nsleep 17\nexit 1\n' >"$HOME/bin/my-keys"; }
