# code: N-PRIVATE
# title: the cluster's endpoint is private, and this machine is outside
# stand-in: the API server
# remedy: none to open it, or to come from inside, is for whoever runs the cluster to say
plant() { cluster_at "https://127.0.0.1:$(network silent)" endpointPublicAccess=false,endpointPrivateAccess=true; }
proof() { kubectl --request-timeout=3s get configmaps; }
