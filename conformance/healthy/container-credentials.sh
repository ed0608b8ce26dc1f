# title: a container whose agent gives it a role's keys
# stand-in: the agent
start() {
  role_session
  container_agent
}
