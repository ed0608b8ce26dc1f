# code: D-NO-PROFILE
# title: AWS_PROFILE names a profile with a letter wrong
# remedy: yes
# by: self
start() {
  colleague
  profile team-dev
  sed -i 's/^\[default\]/[team-dev]/' "$HOME/.aws/credentials"
  export AWS_PROFILE=team-dev
}
plant() { export AWS_PROFILE=team-deu; }
