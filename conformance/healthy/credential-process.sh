# title: credential_process gives the keys
start() {
  new_colleague_keys
  mkdir -p "$HOME/bin"
  jq -n --rawfile keys "$SCRATCH/keys" '($keys | split("[ \n]"; "")) as $k | {Version: 1, AccessKeyId: $k[0], SecretAccessKey: $k[1]}' >"$HOME/bin/keys.json"
  printf '#!/bin/sh\nexec cat "%s"\n' "$HOME/bin/keys.json" >"$HOME/bin/give-keys"
  chmod +x "$HOME/bin/give-keys"
  profile default credential_process="$HOME/bin/give-keys"
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
