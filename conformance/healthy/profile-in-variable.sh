# title: a named profile, which AWS_PROFILE names; the default profile is somebody else's
start() {
  local other
  other=$(new_user "other-$USER_NAME")
  profile default
  keys default $other
  mapped_user work
  export AWS_PROFILE=work
  kubeconfig
}
