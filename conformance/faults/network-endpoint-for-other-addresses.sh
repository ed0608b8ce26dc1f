# code: N-CIDR
# title: the endpoint is open to other addresses than this machine's
# stand-in: the API server
# remedy: none which addresses it should be is for whoever runs the cluster to say
plant() { cluster_at "https://127.0.0.1:$(network silent)" endpointPublicAccess=true,publicAccessCidrs=203.0.113.0/24; }
proof() { kubectl --request-timeout=3s get configmaps; }
