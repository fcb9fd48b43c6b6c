#include "core/signing/schemes.h"

#include <algorithm>

namespace hw::signing {

namespace {

/// Standard Webhooks 1.0.0 (github.com/standard-webhooks): what differs between its users is which names they send.
Scheme standardWebhooks(const char* name, std::initializer_list<QByteArray> families)
{
    Scheme scheme{
        .name = QString::fromLatin1(name), .headers = {}, .form = HeaderForm::Tokens, .separator = ' ', .joiner = " "};
    for (const QByteArray& family : families)
        scheme.headers.push_back({family + "-signature", family + "-id", family + "-timestamp"});
    scheme.signatureKey = "v1";
    scheme.ed25519Key = "v1a";
    scheme.content = "{id}.{timestamp}.{body}";
    scheme.encoding = Encoding::Base64;
    scheme.keyForm = KeyForm::StandardBase64;
    scheme.minimumKeyBytes = 24;
    scheme.timePlace = TimePlace::Header;
    scheme.toleranceSeconds = 300;
    return scheme;
}

Scheme bodyDigest(const char* name, const char* header, Hash hash, Encoding encoding, const char* prefix = "")
{
    return {.name = QString::fromLatin1(name),
            .headers = {{header, {}, {}}},
            .prefix = prefix,
            .hash = hash,
            .encoding = encoding};
}

Scheme token(const char* name, SchemeKind kind, const char* header)
{
    return {.name = QString::fromLatin1(name), .kind = kind, .headers = {{header, {}, {}}}};
}

std::vector<Scheme> makeTable()
{
    // The generic "hmac" accepts what most senders write: either encoding, with or without "sha256=".
    Scheme hmacScheme = bodyDigest("hmac", "X-Webhook-Signature", Hash::Sha256, Encoding::Either, "sha256=");
    hmacScheme.prefixOptional = true;

    // developers.hubspot.com, request validation, v3
    const Scheme hubspot{.name = "hubspot",
                         .headers = {{"X-HubSpot-Signature-v3", {}, "X-HubSpot-Request-Timestamp"}},
                         .content = "{method}{url}{body}{timestamp}",
                         .encoding = Encoding::Base64,
                         .timePlace = TimePlace::Header,
                         .timeUnit = TimeUnit::Milliseconds,
                         .toleranceSeconds = 300,
                         .urlForm = UrlForm::HubSpot};

    // The version before: a plain hash, the secret first; still sent by older apps.
    Scheme hubspotFirst = bodyDigest("hubspot-v1", "X-HubSpot-Signature", Hash::Sha256, Encoding::Hex);
    hubspotFirst.mac = Mac::PlainHash;

    // linear/linear packages/sdk: the time stands in the signed body
    Scheme linear = bodyDigest("linear", "Linear-Signature", Hash::Sha256, Encoding::Hex);
    linear.timePlace = TimePlace::Body;
    linear.timeField = "webhookTimestamp";
    linear.timeUnit = TimeUnit::Milliseconds;
    linear.toleranceSeconds = 60;

    // paddle-node-sdk: a colon in the content, a semicolon in the header, five seconds
    const Scheme paddle{.name = "paddle",
                        .headers = {{"Paddle-Signature", {}, {}}},
                        .form = HeaderForm::Pairs,
                        .separator = ';',
                        .joiner = ";",
                        .signatureKey = "h1",
                        .timestampKey = "ts",
                        .content = "{timestamp}:{body}",
                        .timePlace = TimePlace::Inline,
                        .toleranceSeconds = 5,
                        .direction = TimeDirection::Past};

    Scheme query = token("query", SchemeKind::Query, "");
    query.headers.clear();
    query.parameter = "token";

    // Of a batch, Segment signs the first event alone.
    Scheme segment = bodyDigest("segment", "X-Signature", Hash::Sha1, Encoding::Hex);
    segment.content = "{first}";

    const Scheme slack{.name = "slack",
                       .headers = {{"X-Slack-Signature", {}, "X-Slack-Request-Timestamp"}},
                       .prefix = "v0=",
                       .content = "v0:{timestamp}:{body}",
                       .timePlace = TimePlace::Header,
                       .toleranceSeconds = 300};

    // stripe-node src/Webhooks.ts: "whsec_" is part of the key, a time in the future is accepted
    const Scheme stripe{.name = "stripe",
                        .headers = {{"Stripe-Signature", {}, {}}},
                        .form = HeaderForm::Pairs,
                        .separator = ',',
                        .joiner = ",",
                        .signatureKey = "v1",
                        .timestampKey = "t",
                        .content = "{timestamp}.{body}",
                        .timePlace = TimePlace::Inline,
                        .toleranceSeconds = 300,
                        .direction = TimeDirection::Past};

    // twilio.com/docs/usage/security
    Scheme twilio = bodyDigest("twilio", "X-Twilio-Signature", Hash::Sha1, Encoding::Base64);
    twilio.content = "{url}{form}";

    const Scheme workos{.name = "workos",
                        .headers = {{"WorkOS-Signature", {}, {}}},
                        .form = HeaderForm::Pairs,
                        .separator = ',',
                        .joiner = ", ",
                        .signatureKey = "v1",
                        .timestampKey = "t",
                        .content = "{timestamp}.{body}",
                        .timePlace = TimePlace::Inline,
                        .timeUnit = TimeUnit::Milliseconds,
                        .toleranceSeconds = 180};

    return {
        token("auth0", SchemeKind::Header, "Authorization"),
        token("basic", SchemeKind::Basic, "Authorization"),
        token("bearer", SchemeKind::Bearer, "Authorization"),
        standardWebhooks("clerk", {"svix", "webhook"}),
        bodyDigest("github", "X-Hub-Signature-256", Hash::Sha256, Encoding::Hex, "sha256="),
        bodyDigest("github-sha1", "X-Hub-Signature", Hash::Sha1, Encoding::Hex, "sha1="),
        token("header", SchemeKind::Header, "X-Webhook-Secret"),
        hmacScheme,
        hubspot,
        hubspotFirst,
        bodyDigest("intercom", "X-Hub-Signature", Hash::Sha1, Encoding::Hex, "sha1="),
        token("knock-custom", SchemeKind::Header, "X-Webhook-Secret"),
        bodyDigest("lemonsqueezy", "X-Signature", Hash::Sha256, Encoding::Hex),
        linear,
        Scheme{.name = "none", .kind = SchemeKind::None},
        paddle,
        standardWebhooks("posthog", {"webhook", "svix"}),
        query,
        standardWebhooks("resend", {"svix", "webhook"}),
        token("rudderstack", SchemeKind::Header, "X-Webhook-Secret"),
        segment,
        bodyDigest("shopify", "X-Shopify-Hmac-SHA256", Hash::Sha256, Encoding::Base64),
        slack,
        standardWebhooks("standard-webhooks", {"webhook", "svix"}),
        stripe,
        token("supabase", SchemeKind::Header, "X-Webhook-Secret"),
        standardWebhooks("supabase-auth", {"webhook", "svix"}),
        standardWebhooks("svix", {"svix", "webhook"}),
        twilio,
        bodyDigest("vercel", "X-Vercel-Signature", Hash::Sha1, Encoding::Hex),
        workos,
    };
}

const Scheme* find(QStringView name)
{
    const auto& all = schemes();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Scheme& scheme) { return scheme.name == name; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace

const std::vector<Scheme>& schemes()
{
    static const std::vector<Scheme> table = makeTable();
    return table;
}

Result<Scheme> resolve(const Config& config)
{
    const Scheme* known = find(config.scheme);
    if (!known)
        return Error{ErrorCode::SchemeUnknown, {config.scheme}};
    return withOptions(*known, config);
}

bool isKnownScheme(QStringView name)
{
    return find(name) != nullptr;
}

QStringList schemeNames()
{
    QStringList names;
    for (const Scheme& scheme : schemes())
        names.append(scheme.name);
    return names;
}

} // namespace hw::signing
