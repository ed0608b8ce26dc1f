# code: N-PRIVATE
# title: the cluster's endpoint is private, and this machine is outside
# stand-in: the API server
# remedy: elsewhere it opens an endpoint to addresses of the internet, and asks one there which it is
plant() { cluster_at "https://127.0.0.1:$(network silent)" endpointPublicAccess=false,endpointPrivateAccess=true; }
proof() { kubectl --request-timeout=3s get configmaps; }
