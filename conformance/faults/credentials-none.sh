# code: D-NONE
# title: the default profile has no keys, another one has
# remedy: yes
# by: self
start() {
  mapped_user work
  profile default
  export AWS_PROFILE=work
  kubeconfig
}
plant() { unset AWS_PROFILE; }
