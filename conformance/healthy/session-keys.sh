# title: temporary keys of a role in the credentials file, with their session token
start() {
  role_session
  keys default $SESSION
}
