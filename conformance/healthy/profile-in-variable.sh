# title: a named profile, which AWS_PROFILE names; the default profile is somebody else's
start() {
  local other
  other=$(new_user "other-$USER_NAME")
  new_colleague_keys
  profile default
  keys default ${other% *} ${other#* }
  profile work
  keys work $(cat "$SCRATCH/keys")
  export AWS_PROFILE=work
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
