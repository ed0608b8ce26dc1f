# code: D-NONE
# title: the default profile has no keys, another one has
# remedy: yes
# by: self
start() {
  colleague
  profile work
  sed -i 's/^\[default\]/[work]/' "$HOME/.aws/credentials"
  export AWS_PROFILE=work AWS_EC2_METADATA_DISABLED=true # the workstation has a role of its own
}
plant() { unset AWS_PROFILE; }
