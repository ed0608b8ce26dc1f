# code: D-CONTAINER
# title: the agent that gives a container its keys does not answer
# stand-in: the agent
# remedy: none the agent is started by whoever runs the node
start() {
  role_session
  container_agent
}
plant() { export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:$(closed_port)/credentials; }
