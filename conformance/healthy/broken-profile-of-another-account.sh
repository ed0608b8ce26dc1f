# title: a profile that nobody uses here has half a key
start() {
  colleague
  profile other
  printf '[other]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n' >>"$HOME/.aws/credentials"
}
