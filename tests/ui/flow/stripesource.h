#pragma once

#include "core/catalog/catalog.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/workspacepresenter.h"

/// Two sources as Stripe signs them, with secrets made up for tests, and requests to the first over real HTTP.
namespace hw::test::stripe {

inline const QByteArray billingSecret = "whsec_made_up_for_billing";
inline const QByteArray cliSecret = "whsec_made_up_for_the_cli";
inline const QByteArray body =
    R"({"id":"evt_1","object":"event","type":"invoice.payment_failed","data":{"object":{}}})";
inline const QString type = QStringLiteral("invoice.payment_failed");

inline void addSources(workspace::WorkspaceFiles& files, const Clock& clock)
{
    const catalog::Catalog catalog = catalog::Catalog::load();
    for (const auto& [key, name] : {std::pair{"stripe-billing", "Stripe billing"}, {"stripe-cli", "Stripe CLI"}}) {
        workspace::NewSource wanted;
        wanted.key = QLatin1String(key);
        wanted.name = QLatin1String(name);
        if (!files.addSource(*catalog.find(u"stripe"), wanted, clock.now()))
            qFatal("the source cannot be added");
    }
}

inline void setSecrets()
{
    qputenv("HEADWATER_SECRET_STRIPE_BILLING_SIGNING_SECRET", billingSecret);
    qputenv("HEADWATER_SECRET_STRIPE_CLI_SIGNING_SECRET", cliSecret);
}

/// To stripe-billing, signed with this secret so many seconds before now. Whether it was answered.
inline bool send(WindowDriver& driver, const QByteArray& secret, qint64 age, const QByteArray& content = body)
{
    const QByteArray time = QByteArray::number(toMicroseconds(driver.clock().now()) / 1'000'000 - age);
    const QByteArray signature = "t=" + time + ",v1=" + hmacHex(secret, time + '.' + content);
    const Reply reply = post(driver.presenter().listener().port, "/s/stripe-billing",
                             {{"Content-Type", "application/json"}, {"Stripe-Signature", signature}}, content);
    return reply.status == 200 || reply.status == 401;
}

} // namespace hw::test::stripe
