# code: D-NO-PROFILE
# title: AWS_PROFILE names a profile with a letter wrong
# remedy: yes
# by: self
start() {
  mapped_user team-dev
  export AWS_PROFILE=team-dev
  kubeconfig
}
plant() { export AWS_PROFILE=team-deu; }
