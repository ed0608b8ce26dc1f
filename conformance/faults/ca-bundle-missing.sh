# code: D-CA-BUNDLE
# title: AWS_CA_BUNDLE names a file that is gone; the profile names a good one
# remedy: yes
# by: self
start() {
  role_by_profile
  printf "ca_bundle = %s\n" "$AWS_CA_BUNDLE" >>"$HOME/.aws/config"
  unset AWS_CA_BUNDLE
}
plant() {
  export AWS_CA_BUNDLE=$HOME/company.pem
  rm -rf "$HOME/.aws/cli"
}
