# code: D-CONTAINER
# title: the agent that gives a container its keys does not answer
# stand-in: the agent
# remedy: none the agent is started by whoever runs the node
start() {
  local role got port
  new_colleague_keys
  profile default
  keys default $(cat "$SCRATCH/keys")
  role=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  got=$(assume "$role")
  rm "$HOME/.aws/credentials"
  jq -n --arg keys "$got" '($keys | split(" ")) as $k | {AccessKeyId: $k[0], SecretAccessKey: $k[1], Token: $k[2], Expiration: (now + 3600 | todate)}' >"$SCRATCH/agent.json"
  port=$(network text "$SCRATCH/agent.json")
  export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:$port/credentials
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() { export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:$(closed_port)/credentials; }
