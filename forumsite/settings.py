"""All settings, read strictly from the environment (docs/settings.md explains each)."""

from sqlite3 import sqlite_version_info

from django.conf import global_settings
from django.utils.csp import CSP

from events.serving.headers import STRICT_TRANSPORT
from forumsite.environment import (
    BEARER,
    CDN,
    HOSTS,
    INDEXNOW,
    LOG_LEVELS,
    MAIL_ADDRESS,
    PROJECT,
    Environment,
    data_folder,
)
from forumsite.sqlite import init_command

env = Environment()
BASE_DIR = PROJECT

DATA_DIR = data_folder(env)
PORT = env.whole_number("PORT", 8000, least=1, most=65535)
ORIGIN = env.origin("ORIGIN", f"http://127.0.0.1:{PORT}")
SECRET_KEY = env.secret("SECRET_KEY", DATA_DIR / "secret_key")
DEBUG = env.flag("DEBUG", default=False)
WORKERS = env.whole_number("WORKERS", 1, least=1, most=64)
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", LOG_LEVELS)
LOG_REQUESTS = env.flag("LOG_REQUESTS", default=True)
METRICS_TOKEN = env.matching("METRICS_TOKEN", BEARER, "at least 20 letters, digits, - and _")

KNOWN_LANGUAGES = dict(global_settings.LANGUAGES)
SITE_LANGUAGES = env.languages("LANGUAGES", "fr,en", KNOWN_LANGUAGES)
LANGUAGES = [(code, KNOWN_LANGUAGES[code]) for code in SITE_LANGUAGES]
LANGUAGE_CODE = SITE_LANGUAGES[0]
TIME_ZONE = env.time_zone("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "forumsite.formats"
LOCALE_PATHS = [BASE_DIR / "events" / "locale"]

MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
MODELTRANSLATION_LANGUAGES = SITE_LANGUAGES
# A language without a text has none: a fallback, saved, would copy French into English.
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_CUSTOM_FIELDS = ("RichTextField",)

HTTPS = ORIGIN.startswith("https://")
HOST = ORIGIN.split("://")[1].rsplit(":", 1)[0]
ALLOWED_HOSTS = list({HOST, "127.0.0.1", "localhost", "[::1]"})
CSRF_TRUSTED_ORIGINS = [ORIGIN]

INSTALLED_APPS = [
    "modeltranslation",
    "forumsite.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_prose_editor",
    "events.apps.EventsConfig",
]
MIDDLEWARE = [
    "events.serving.browser_defences.browser_defences",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "events.admin.accounts.second_factor.RequireSecondFactor",
    "events.admin.names.NamesForReaders",
]
ROOT_URLCONF = "forumsite.urls"
WSGI_APPLICATION = "forumsite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "site.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": init_command(sqlite_version_info),
    }
    # Tests use a file too: what holds for one file with several connections must hold in them.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address("REDIS_URL", ("redis", "rediss"))
# The processes of one machine count attempts to sign in together; “serve” makes the table.
_IN_DATABASE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cached_values"}
CACHES = {"default": _IN_DATABASE}
if REDIS_URL:
    CACHES = {
        "default": {"BACKEND": "events.serving.shared_cache.SharedCache", "LOCATION": REDIS_URL},
        "stand_in": _IN_DATABASE,
    }

MAILERS = {"default": env.mailer("EMAIL_URL")}
DEFAULT_FROM_EMAIL = env.matching(
    "EMAIL_FROM", MAIL_ADDRESS, "forum@forum.example", f"forum@{HOST.strip('[]')}"
)
ERRORS_TO = env.matching("ERRORS_TO", MAIL_ADDRESS, "ops@forum.example")
ADMINS = [ERRORS_TO] if ERRORS_TO else []
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = f"[{HOST}] "

# Whom a publication is told to (docs/notices.md).
WEBHOOK_ALLOWED_HOSTS = tuple(
    filter(None, env.matching("WEBHOOK_ALLOWED_HOSTS", HOSTS, "host names, separated by commas").split(","))
)
CDN_URL = env.matching(
    "CDN_URL", CDN, "cloudflare://token@zone, fastly://token@service or varnish://host:port"
)
NOTICES_KEPT_DAYS = env.whole_number("NOTICES_KEPT_DAYS", 90, least=1, most=3650)
INDEXNOW_KEY = env.matching("INDEXNOW_KEY", INDEXNOW, "8 to 128 letters, digits and hyphens")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGE_URL = env.store("STORAGE_URL")
STORAGES = {
    "default": {"BACKEND": "events.serving.shared_media.SharedMedia", "OPTIONS": {"store": STORAGE_URL}}
    if STORAGE_URL
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

# An edition with two hundred speakers, a hundred quotes and a hundred figures is saved as one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
# Accounts (docs/security.md). Nobody signs up: an administrator invites.
SECOND_FACTOR_REQUIRED = env.flag("SECOND_FACTOR_REQUIRED", default=not DEBUG)
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "events.admin.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "events.admin.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
# Browsers offer passkeys on https, and on http://localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# The one-time links to choose a password hold for a day.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

CSRF_FAILURE_VIEW = "events.admin.failures.page_too_old"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# The same as the front sends. Django would have subdomains and the browsers' list bound too (W005, W021):
# they are not this site's to bind (docs/decisions/0019-one-hsts-policy-for-this-host.md).
SECURE_HSTS_SECONDS = STRICT_TRANSPORT if HTTPS else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# The front gives every request the scheme of ORIGIN, so that this never redirects in a circle behind a proxy.
SECURE_SSL_REDIRECT = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The rich text editor puts this one style sheet into the page by script (tests/admin hold the two together).
PROSE_EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE, PROSE_EDITOR_STYLE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "forumsite.log_lines.JsonLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "mail": {"class": "forumsite.error_mail.ErrorMail"},
    },
    "loggers": {"django": {"handlers": []}},  # Django's own would say and mail everything twice
    "root": {"handlers": ["console", *(["mail"] if ERRORS_TO else [])], "level": LOG_LEVEL},
}
ENVIRONMENT_PROBLEMS = tuple(env.problems)
