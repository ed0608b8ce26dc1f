# code: D-CLOUD9
# title: Cloud9's own temporary keys stand before the role that the kubeconfig assumes
# remedy: elsewhere it switches them off in Cloud9, which the sandbox does not have
start() { role_by_argument; }
plant() {
  local got
  got=$(aws sts get-session-token --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text | tr '\t' ' ')
  rm "$HOME/.aws/credentials"
  keys default $got
  trouble cloud9=true
  export C9_USER=jane C9_PROJECT=workshop C9_PID=4711
}
