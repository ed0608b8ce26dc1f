# title: signed in to IAM Identity Center, by an sso-session
start() { by_identity_center; }
