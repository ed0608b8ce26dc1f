# code: N-DNS
# title: the API server's name does not resolve
# stand-in: dns
# remedy: none a resolver is not mended by a command
plant() { cluster_at "https://$NO_HOST"; }
