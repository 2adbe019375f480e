// What the machine or the CI sets must not decide a test: tests that need one of these set it themselves.
for (const name of Object.keys(process.env)) {
  if (
    /^(GIT_|GITHUB_|CI_|CI$|COUNTERSIGN_|SOURCE_DATE_EPOCH$|NO_COLOR$|FORCE_COLOR$|TF_BUILD$|JENKINS_URL$|SYSTEM_|BITBUCKET_|CHANGE_TARGET$)/.test(
      name,
    )
  ) {
    Reflect.deleteProperty(process.env, name);
  }
}
process.env['GIT_CONFIG_NOSYSTEM'] = '1';
process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
process.env['TZ'] = 'UTC';
