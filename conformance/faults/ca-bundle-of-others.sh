# code: I-UNTRUSTED
# title: AWS_CA_BUNDLE names an authority that signs for nobody here
# remedy: yes
# by: self
start() {
  role_by_profile
  printf "ca_bundle = %s\n" "$AWS_CA_BUNDLE" >>"$HOME/.aws/config"
  unset AWS_CA_BUNDLE
}
plant() {
  awk '/BEGIN/ {n++} n == 1' /etc/ssl/certs/ca-certificates.crt >"$HOME/company.pem"
  export AWS_CA_BUNDLE=$HOME/company.pem
  rm -rf "$HOME/.aws/cli"
}
