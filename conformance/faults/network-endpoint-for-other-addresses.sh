# code: N-CIDR
# title: the endpoint is open to other addresses than this machine's
# stand-in: the API server
# remedy: elsewhere it opens an endpoint to addresses of the internet, and asks one there which it is
plant() { cluster_at "https://127.0.0.1:$(network silent)" endpointPublicAccess=true,publicAccessCidrs=203.0.113.0/24; }
proof() { kubectl --request-timeout=3s get configmaps; }
