# Where keys come from other than a file: IAM Identity Center, a pod, an instance, a session. Sourced by lib.sh.

START_URL=https://jane.awsapps.com/start # in the sandbox, whoever signs in there is jane

# permission_set NAME: a permission set in the account: its role, whose sessions may describe clusters. It is jane's.
permission_set() {
  local name=AWSReservedSSO_$1_0123456789abcdef
  iam CreateRole RoleName="$name" Path=/aws-reserved/sso.amazonaws.com/$REGION/ AssumeRolePolicyDocument="{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"$ACCOUNT\"}}]}" >/dev/null
  iam PutRolePolicy RoleName="$name" PolicyName=describe PolicyDocument="$(policy eks:DescribeCluster '*')" >/dev/null
  printf 'arn:aws:iam::%s:role/%s\n' "$ACCOUNT" "$name"
}

# sso_profile NAME PERMISSION_SET: a profile that signs in by the session "work".
sso_profile() {
  profile "$1" sso_session=work sso_account_id=$ACCOUNT sso_role_name="$2"
  printf '[sso-session work]\nsso_start_url = %s\nsso_region = %s\nsso_registration_scopes = sso:account:access\n' \
    "$START_URL" "$REGION" >>"$HOME/.aws/config"
}

# sso_login: signs jane in to the session "work", as aws sso login of version 2 does with a device code, and leaves the
# token where that leaves it. The AWS CLI's version 1 has no such command: with_sso_login puts this in its place.
sso_login() {
  local client begun tokens id secret
  post() { curl -sS --fail-with-body --noproxy '*' --cacert "$AWS_CA_BUNDLE" -H 'Content-Type: application/json' -d @- "$AWS_ENDPOINT_URL/$1"; }
  client=$(post client/register <<<'{"clientName": "stand-in", "clientType": "public", "scopes": ["sso:account:access"]}')
  id=$(jq -r .clientId <<<"$client") secret=$(jq -r .clientSecret <<<"$client")
  begun=$(jq -n --arg id "$id" --arg secret "$secret" --arg url "$START_URL" '{clientId: $id, clientSecret: $secret, startUrl: $url}' | post device_authorization)
  tokens=$(jq -n --arg id "$id" --arg secret "$secret" --arg code "$(jq -r .deviceCode <<<"$begun")" \
    '{clientId: $id, clientSecret: $secret, grantType: "urn:ietf:params:oauth:grant-type:device_code", deviceCode: $code}' | post token)
  mkdir -p "$HOME/.aws/sso/cache"
  jq -n --argjson tokens "$tokens" --arg url "$START_URL" --arg region "$REGION" --arg id "$id" --arg secret "$secret" \
    '{startUrl: $url, region: $region, accessToken: $tokens.accessToken, refreshToken: $tokens.refreshToken, clientId: $id,
      clientSecret: $secret, registrationExpiresAt: (now + 7776000 | todate), expiresAt: (now + $tokens.expiresIn | todate)}' \
    >"$(sso_token_file)"
  chmod 600 "$(sso_token_file)"
}
sso_token_file() { printf '%s/.aws/sso/cache/%s.json\n' "$HOME" "$(printf work | sha1sum | cut -d' ' -f1)"; }

# with_sso_login: aws sso login works, also where the AWS CLI is version 1. Header: # stand-in: aws sso login
with_sso_login() {
  case $(aws --version 2>&1) in aws-cli/2.*) return 0 ;; esac
  stand_in aws <<END
if [ "\$1 \$2" = "sso login" ]; then
  SCRATCH=$(printf %q "$SCRATCH")
  . $(printf %q "$FAULTS_ROOT/conformance/faults/lib.sh")
  sso_login && echo "Successfully logged into Start URL: \$START_URL"
  exit
fi
exec "\$REAL" "\$@"
END
}

# believe_the_cluster: the account believes the tokens of the cluster's service accounts. Prints the provider's ARN.
believe_the_cluster() {
  local arn=arn:aws:iam::$ACCOUNT:oidc-provider/${SALLYPORT_SANDBOX_ISSUER#https://}
  iam CreateOpenIDConnectProvider Url="$SALLYPORT_SANDBOX_ISSUER" ClientIDList.member.1=sts.amazonaws.com ThumbprintList.member.1=0000000000000000000000000000000000000000 >/dev/null 2>&1 || true
  printf '%s\n' "$arn"
}

# pod_token ARG...: a service account's token, of the sandbox that the scripts run in.
pod_token() {
  env ${FAULTS_STATE:+XDG_STATE_HOME="$FAULTS_STATE"} HOME="$FAULTS_HOME" sallyport sandbox pod-token --name "$FAULTS_SANDBOX" "$@"
}

# instance_profile ROLE: puts a role on the instance whose metadata service this shell has; unplug takes it off again.
instance_profile() {
  iam CreateInstanceProfile InstanceProfileName="$1" >/dev/null
  iam AddRoleToInstanceProfile InstanceProfileName="$1" RoleName="$1" >/dev/null
  as_admin aws ec2 associate-iam-instance-profile --instance-id "$(workstation)" --iam-instance-profile "Name=$1" >/dev/null
}
unplug() {
  local id
  id=$(as_admin aws ec2 describe-iam-instance-profile-associations --filters "Name=instance-id,Values=$(workstation)" --query 'IamInstanceProfileAssociations[].AssociationId' --output text)
  [ -z "$id" ] || as_admin aws ec2 disassociate-iam-instance-profile --association-id "$id" >/dev/null
}
workstation() {
  if [ ! -f "$FAULTS_DIR/workstation" ]; then
    as_admin aws ec2 describe-instances --filters Name=tag:Name,Values=workstation --query 'Reservations[0].Instances[0].InstanceId' --output text >"$FAULTS_DIR/workstation"
  fi
  cat "$FAULTS_DIR/workstation"
}

# metadata_options KEY=VALUE...: HttpTokens=required, HttpPutResponseHopLimit=1, HttpEndpoint=disabled for that instance;
# with nothing, the usual ones.
metadata_options() {
  [ $# -gt 0 ] || set -- HttpTokens=optional HttpPutResponseHopLimit=1 HttpEndpoint=enabled
  query ec2 "$REGION" 2016-11-15 ModifyInstanceMetadataOptions InstanceId="$(workstation)" "$@" >/dev/null
}

# assume ROLE_ARN [SESSION]: keys of a session of a role, taken with the person's own keys; the person may then do so.
# Prints id, secret and token with blanks between.
assume() {
  allow "$USER_NAME" sts:AssumeRole "$1"
  aws sts assume-role --role-arn "$1" --role-session-name "${2:-session}" --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text | tr '\t' ' '
}

# trouble KEY=VALUE...: the sandbox's trouble for this user alone: clock=+20m, sessions-ended=TIME, cloud9=true.
trouble() {
  local tag
  for tag in "$@"; do
    iam TagUser UserName="$USER_NAME" Tags.member.1.Key="sandbox:${tag%%=*}" Tags.member.1.Value="${tag#*=}" >/dev/null
  done
}
