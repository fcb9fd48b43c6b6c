// What the catalogue promises, from outside: a source in one command, a signed sample for each suggested mapping over
// real HTTP, and the effect in the Directory.

#include "tests/support/cliprocess.h"
#include "tests/support/rawhttp.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>
#include <QTest>

using namespace hw;
using namespace hw::test;

namespace {

/// 32 bytes in base64, which every scheme takes.
const QByteArray key = "whsec_" + QByteArray("a made-up secret of 32 bytes ....").toBase64();

class Workspace
{
public:
    Workspace() { m_ready = m_sandbox.cli({"init", root()}).exitCode == 0; }

    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] QString root() const { return m_sandbox.path(QStringLiteral("ws")); }
    [[nodiscard]] const Sandbox& sandbox() const { return m_sandbox; }
    [[nodiscard]] CliResult run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return m_sandbox.cli(QStringList{"--workspace", root(), "--json"} + arguments, input);
    }
    [[nodiscard]] CliResult add(const QString& provider, const QStringList& more = {}) const
    {
        return run(QStringList{"source", "add", provider, "--key", "s", "--secret-stdin"} + more, key);
    }
    [[nodiscard]] json::Value show(const QString& id) const { return run({"events", "show", id}).json(); }

private:
    Sandbox m_sandbox;
    bool m_ready = false;
};

QByteArray outputOf(const CliResult& result)
{
    return result.out + result.err;
}

/// "users_identify succeeded, workflows_trigger skipped condition_false" of a run record.
QString actionsOf(const json::Value& record)
{
    QStringList texts;
    for (const json::Value& action : record[u"actions"].toArray()) {
        const QString text =
            action[u"action"].toString() + u' ' + action[u"status"].toString() + u' ' + action[u"reason"].toString();
        texts.append(text.trimmed());
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

class TestProviders final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSuggestionWorksOnASignedSample()
    {
        const Workspace workspace;
        QVERIFY(workspace.isReady());
        const json::Value listed = workspace.run({"catalog", "list"}).json();
        QStringList providers;
        for (const json::Value& provider : listed.toArray()) {
            providers.append(provider[u"key"].toString());
            const CliResult added = workspace.run(
                {"source", "add", providers.last(), "--key", providers.last(), "--secret-stdin", "--all-mappings"},
                key);
            QVERIFY2(added.exitCode == 0, added.err.constData());
        }
        QVERIFY(providers.size() >= 15);
        const CliResult checked = workspace.run({"source", "check"});
        QVERIFY2(checked.exitCode == 0, checked.out.constData());
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());

        QSet<QString> done;
        for (const QString& provider : std::as_const(providers)) {
            const json::Value known = workspace.run({"catalog", "show", provider}).json();
            for (const json::Value& mapping : known[u"mappings"].toArray()) {
                QString type = mapping[u"eventType"].toString();
                if (type == QLatin1String("*"))
                    type = QStringLiteral("an event of mine");
                const QString place = provider + u' ' + type;
                if (done.contains(place))
                    continue;
                done.insert(place);
                const CliResult sent = workspace.run({"send", "--source", provider, "--type", type});
                QVERIFY2(sent.exitCode == 0, qPrintable(place + QString::fromUtf8(outputOf(sent))));
            }
        }
        const json::Value events = workspace.run({"events", "list", "--limit", "1000"}).json();
        QCOMPARE(events.toArray().size(), size_t(done.size()));
        for (const json::Value& event : events.toArray()) {
            const QString place = event[u"source"].toString() + u' ' + event[u"eventType"].toString();
            QVERIFY2(done.contains(place), qPrintable(place));
            QVERIFY2(event[u"status"].toString() == QLatin1String("processed"), qPrintable(place));
            QVERIFY2(event[u"verification"].toString() == QLatin1String("verified"), qPrintable(place));
            const qint64 succeeded = event[u"actionsSucceeded"].toInteger();
            QVERIFY2(succeeded > 0, qPrintable(place));
            if (succeeded == event[u"actionsPlanned"].toInteger())
                continue;
            const json::Value record = workspace.show(event[u"id"].toString());
            const QString actions = place + u' ' + actionsOf(record);
            // A sample does not meet each mapping's condition, but nothing fails for want of a value.
            for (const char* fault : {"required_missing", "wrong_type", "expression"})
                QVERIFY2(!actions.contains(QLatin1String(fault)), qPrintable(actions));
            for (const json::Value& action : record[u"actions"].toArray()) {
                const QByteArray text = actions.toUtf8() + json::write(action[u"result"]);
                // Merging takes a user who is there already.
                const bool mayFail = action[u"action"].toString() == QLatin1String("users_merge");
                QVERIFY2(mayFail || action[u"status"].toString() != QLatin1String("failed"), text.constData());
            }
        }
        QCOMPARE(serve.terminate(), 0);
    }

    void theDirectoryShowsIt_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QStringList>("sends");   ///< each a type, or "type@shape"
        QTest::addColumn<QStringList>("texts");   ///< "users: Noor Haddad": in the JSON of that list
        QTest::addColumn<QStringList>("nowhere"); ///< in none of the lists
        QTest::addColumn<QStringList>("options"); ///< of "source add"
        const auto row = [](const char* provider, const QStringList& sends, const QStringList& texts,
                            const QStringList& nowhere = {}) {
            QTest::newRow(provider) << QString::fromLatin1(provider) << sends << texts << nowhere << QStringList();
        };
        // With what is offered and off at first.
        const auto whole = [](const char* provider, const QStringList& sends, const QStringList& texts) {
            QTest::newRow(provider) << QString::fromLatin1(provider) << sends << texts << QStringList()
                                    << QStringList{QStringLiteral("--all-mappings")};
        };
        row("stripe",
            {"customer.created", "customer.subscription.create", "customer.subscription.created@2020-08-27",
             "customer.subscription.cancelled"},
            {"users: \"id\":\"cus_", "users: @example.com", "workflow-runs: subscription-started",
             "workflow-runs: \"product\":\"prod_", "workflow-runs: welcome-pro", "workflow-runs: lindqvist-bikes",
             "workflow-runs: win-back"});
        row("supabase", {"auth.users:INSERT", "public.comments:INSERT"},
            {"users: Noor Haddad", "users: noor.haddad@example.com", "users: +15555550142", "workflow-runs: onboarding",
             "subscriptions: posts", "objects: posts"},
            {"encrypted_password"});
        row("supabase-auth", {"send-email", "send-sms", "after-user-created"},
            {"workflow-runs: auth-email", "users: noor.haddad@example.com", "workflow-runs: token_hash",
             "workflow-runs: auth-sms", "users: Noor Haddad"});
        row("clerk", {"user.created", "org.created", "email.created", "sms.created", "waitlistEntry.created"},
            {"users: Noor Haddad", "users: noor.haddad@example.com", "users: Haddad Studio", "tenants: haddad-studio",
             "workflow-runs: clerk-email", "workflow-runs: is your verification code", "workflow-runs: <h1>",
             "workflow-runs: clerk-sms", "workflow-runs: +15555550142", "audiences: waitlist"},
            {"old-mail"});
        row("workos",
            {"dsync.user.created", "dsync.user.created@2024", "organization.created", "dsync.group.created",
             "dsync.group.user_added", "dsync.group.user_removed"},
            {"users: Noor Haddad", "users: Field engineer", "users: employment_type", "users: directory_id",
             "workflow-runs: onboarding", "tenants: Lindqvist Bikes", "tenants: bikes.example.com",
             "objects: Operations", "objects: organization_id", "objects: directory_id", "subscriptions: $tenants",
             "subscriptions: groups", "subscriptions: directory_user_"});
        row("posthog",
            {"$identify", "$identify@knock", "$autocapture", "$autocapture@knock", "order completed",
             "order completed@knock"},
            {"users: Noor Haddad", "users: noor.haddad@example.com", "users: trial", "users: Book a demo",
             "users: /pricing", "workflow-runs: onboarding", "workflow-runs: form-submitted",
             "workflow-runs: order-confirmation", "workflow-runs: ord_", "audiences: buyers"},
            {"phc_sample"});
        row("segment", {"identify@batch"}, {"users: Noor Haddad", "users: Elias Berg", "workflow-runs: user-signup"});
        whole("github", {"issues.opened", "pull_request.opened", "release.published", "star.created"},
              {"workflow-runs: issue-opened", "workflow-runs: pull-request-opened", "workflow-runs: release-published",
               "objects: repositories", "subscriptions: repositories", "users: avatar"});
        whole("linear", {"Issue.create", "Issue.update", "Comment.create"},
              {"workflow-runs: issue-assigned", "objects: issues", "objects: state", "subscriptions: issues"});
        whole("slack", {"team_join", "app_mention"}, {"users: @", "workflow-runs: slack-mention"});
        whole("resend", {"email.bounced", "email.complained", "contact.created", "email.clicked"},
              {"users: email_bounced", "audiences: complained", "users: @", "workflow-runs: email-clicked"});
        for (const char* provider : {"svix", "standard-webhooks"}) {
            whole(provider, {"user.created", "invoice.paid"}, {"users: @", "workflow-runs: invoice-paid"});
        }
        whole("custom", {"user.identified", "order.completed"}, {"users: @", "workflow-runs: order-confirmation"});
        row("shopify", {"orders/create"}, {"workflow-runs: order-confirmation", "workflow-runs: LAMP-02"});
    }

    void theDirectoryShowsIt()
    {
        QFETCH(QString, provider);
        QFETCH(QStringList, sends);
        QFETCH(QStringList, texts);
        QFETCH(QStringList, nowhere);
        QFETCH(QStringList, options);
        const Workspace workspace;
        QCOMPARE(workspace.add(provider, options).exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        for (const QString& send : sends) {
            QStringList arguments{"send", "--source", "s", "--type", send.section(u'@', 0, 0)};
            if (send.contains(u'@'))
                arguments += QStringList{"--shape", send.section(u'@', 1)};
            const CliResult sent = workspace.run(arguments);
            QVERIFY2(sent.exitCode == 0, outputOf(sent).constData());
        }
        QHash<QString, QString> shown;
        for (const QString& text : texts) {
            const QString list = text.section(QStringLiteral(": "), 0, 0);
            if (!shown.contains(list))
                shown.insert(list, QString::fromUtf8(json::write(workspace.run({"directory", list}).json())));
            QVERIFY2(shown.value(list).contains(text.section(QStringLiteral(": "), 1)),
                     qPrintable(text + QStringLiteral(" is not in ") + shown.value(list)));
        }
        for (const QString& text : nowhere) {
            for (const QString& list : std::as_const(shown))
                QVERIFY2(!list.contains(text), qPrintable(text + QStringLiteral(" is in ") + list));
        }
    }

    /// From the organisation to its group, and from the group to who is in it.
    void theOrganisationIsATree()
    {
        const Workspace workspace;
        QCOMPARE(workspace.add(QStringLiteral("workos")).exitCode, 0);
        const json::Value group = workspace.run({"catalog", "sample", "workos", "dsync.group.created"}).json();
        const json::Value joined = workspace.run({"catalog", "sample", "workos", "dsync.group.user_added"}).json();
        const QString organisation = group[u"data"][u"organization_id"].toString();
        QVERIFY(!organisation.isEmpty());
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const auto send = [&](const char* type, json::Value body) {
            const QString file = workspace.sandbox().path(QStringLiteral("body.json"));
            QFile out(file);
            if (out.open(QIODevice::WriteOnly))
                out.write(json::write(body));
            out.close();
            return workspace.run({"send", "--source", "s", "--type", QString::fromLatin1(type), "--body", file})
                .exitCode;
        };
        json::Value named = workspace.run({"catalog", "sample", "workos", "organization.created"}).json();
        named.object().find(u"data")->object().set(QStringLiteral("id"), organisation);
        json::Value member = joined;
        member.object().find(u"data")->object().find(u"group")->object().set(QStringLiteral("id"),
                                                                             group[u"data"][u"id"]);
        QCOMPARE(send("dsync.group.created", group), 0);
        // Events have no order: the organisation may come after its group, and stands in the tree all the same.
        const json::Value unset = workspace.run({"directory", "tenants", "--tree"}).json().at(0);
        QCOMPARE(unset[u"id"].toString(), organisation);
        QVERIFY(unset[u"inserted_at"].isUndefined());
        QCOMPARE(unset[u"subscribers"].at(0)[u"id"], group[u"data"][u"id"]);
        QVERIFY(workspace.sandbox()
                    .cli({"--workspace", workspace.root(), "directory", "tenants", "--tree"})
                    .out.contains("(not set yet)"));
        QCOMPARE(send("organization.created", named), 0);
        QCOMPARE(send("dsync.group.user_added", member), 0);

        const json::Value tree = workspace.run({"directory", "tenants", organisation, "--tree"}).json().at(0);
        QCOMPARE(tree[u"id"].toString(), organisation);
        const json::Value below = tree[u"subscribers"].at(0);
        QCOMPARE(below[u"collection"].toString(), QStringLiteral("groups"));
        QCOMPARE(below[u"id"], group[u"data"][u"id"]);
        QCOMPARE(below[u"properties"][u"organization_id"].toString(), organisation);
        QCOMPARE(below[u"properties"][u"directory_id"], group[u"data"][u"directory_id"]);
        QCOMPARE(below[u"subscribers"].at(0)[u"id"], joined[u"data"][u"user"][u"id"]);
        const CliResult text =
            workspace.sandbox().cli({"--workspace", workspace.root(), "directory", "tenants", "--tree"});
        const QList<QByteArray> lines = text.out.split('\n');
        QVERIFY2(lines.size() >= 3 && lines[0].startsWith(organisation.toUtf8()) && lines[1].startsWith("  groups/") &&
                     lines[2].startsWith(QByteArray("    " + joined[u"data"][u"user"][u"id"].toString().toUtf8())),
                 text.out.constData());
        QCOMPARE(workspace.run({"directory", "users", "--tree"}).exitCode, 2);
    }

    void whatWaitsInABatchIsSaid()
    {
        const Workspace workspace;
        QCOMPARE(workspace.add(QStringLiteral("supabase")).exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        // Where it listens now, which is not the port of the settings.
        QVERIFY(workspace.run({"source", "show", "s"})
                    .json()[u"endpoint"]
                    .toString()
                    .startsWith(QStringLiteral("http://127.0.0.1:%1/").arg(serve.port())));
        const CliResult sent = workspace.run({"send", "--source", "s", "--type", "public.comments:INSERT"});
        QCOMPARE(sent.exitCode, 0);
        const auto told = [&](const QStringList& arguments) {
            return workspace.sandbox().cli(QStringList{"--workspace", workspace.root()} + arguments);
        };
        QCOMPARE(workspace.run({"directory", "workflow-runs"}).json().toArray().size(), size_t(0));
        const CliResult runs = told({"directory", "workflow-runs"});
        QVERIFY2(runs.err.contains("Waiting: new-comment for {\"collection\":\"posts\"") &&
                     runs.err.contains("with 1 activity so far"),
                 runs.err.constData());
        QVERIFY(told({"events", "show", sent.json().at(0)[u"id"].toString()}).out.contains("waits in a batch until"));
    }

    /// However much an event brings, a list has lines that can be read; one row has all of it.
    void listsAreReadable()
    {
        const Workspace workspace;
        QCOMPARE(workspace.add(QStringLiteral("clerk")).exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        QCOMPARE(workspace.run({"send", "--source", "s", "--type", "email.created"}).exitCode, 0);
        const auto told = [&](const QStringList& arguments) {
            return workspace.sandbox().cli(QStringList{"--workspace", workspace.root()} + arguments);
        };
        const QByteArray runs = told({"directory", "workflow-runs"}).out;
        QCOMPARE(runs.count('\n'), 2);
        QVERIFY2(runs.contains("…") && runs.size() < 1000, runs.constData());
        const QString id = workspace.run({"directory", "workflow-runs"}).json().at(0)[u"id"].toString();
        QVERIFY(told({"directory", "workflow-runs", id}).out.contains("Nobody will ask you"));

        const CliResult nobody = told({"directory", "users", "nobody"});
        QVERIFY2(nobody.err.contains("no user \"nobody\"") && nobody.err.contains("directory users"),
                 nobody.err.constData());
        const CliResult bare = told({"directory", "objects", "g1"});
        QCOMPARE(bare.exitCode, 2);
        QVERIFY2(bare.err.contains("COLLECTION/ID"), bare.err.constData());
    }

    void theWaitlistIsMergedIntoTheUser()
    {
        const Workspace workspace;
        QCOMPARE(workspace.add(QStringLiteral("clerk"), {"--all-mappings"}).exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        for (const char* type : {"waitlistEntry.created", "user.created"})
            QCOMPARE(workspace.run({"send", "--source", "s", "--type", type}).exitCode, 0);
        const json::Value users = workspace.run({"directory", "users"}).json();
        QCOMPARE(users.toArray().size(), size_t(1));
        const QByteArray user = json::write(users);
        QVERIFY2(user.contains("user_") && user.contains("waitlist_entry_id"), user.constData());
    }

    void tablesOfYourOwn()
    {
        const Workspace workspace;
        QCOMPARE(workspace.add(QStringLiteral("supabase")).exitCode, 0);
        const CliResult added = workspace.run({"source", "table", "s", "public.orders"});
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QCOMPARE(workspace.run({"source", "show", "s"}).json()[u"eventTypes"].toArray().size(), size_t(3));
        QCOMPARE(workspace.run({"source", "table", "s", "orders"}).exitCode, 2);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        for (const char* type : {"public.orders:UPDATE", "shop.anything:DELETE"}) {
            const CliResult sent = workspace.run({"send", "--source", "s", "--type", type});
            QVERIFY2(sent.exitCode == 0, outputOf(sent).constData());
            QCOMPARE(workspace.show(sent.json().at(0)[u"id"].toString())[u"eventType"].toString(),
                     QString::fromLatin1(type));
        }
    }

    void waysToVerify()
    {
        const Workspace workspace;
        QVERIFY(workspace.isReady());
        struct Way
        {
            QString source;
            QString type;
            bool isChecked;
        };
        QList<Way> ways;
        const std::pair<QString, QString> types[] = {{QStringLiteral("custom"), QStringLiteral("user.identified")},
                                                     {QStringLiteral("supabase"), QStringLiteral("auth.users:INSERT")},
                                                     {QStringLiteral("posthog"), QStringLiteral("$identify")}};
        for (const auto& [provider, type] : types) {
            const json::Value known = workspace.run({"catalog", "show", provider}).json();
            QVERIFY(known[u"signingChoices"].toArray().size() >= 4);
            for (const json::Value& choice : known[u"signingChoices"].toArray()) {
                const QString way = choice[u"key"].toString();
                ways.append({provider + u'-' + way, type, way != QLatin1String("none")});
                const CliResult added = workspace.run(
                    {"source", "add", provider, "--key", ways.last().source, "--signing", way, "--secret-stdin"}, key);
                QVERIFY2(added.exitCode == 0, added.err.constData());
            }
        }
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        for (const Way& way : std::as_const(ways)) {
            const CliResult sent = workspace.run({"send", "--source", way.source, "--type", way.type});
            QVERIFY2(sent.exitCode == 0, outputOf(sent).constData());
            const Reply unproven =
                post(serve.port(), "/s/" + way.source.toLatin1(), {{"Content-Type", "application/json"}}, "{}");
            QCOMPARE(unproven.status, way.isChecked ? 401 : 200);
        }
        const json::Value events = workspace.run({"events", "list", "verified:yes"}).json();
        QCOMPARE(events.toArray().size(), size_t(ways.size() - 3));
        // Another way is one setting away, with the secret that is there.
        const CliResult set = workspace.run({"source", "set", "custom-hmac", "signing=bearer"});
        QVERIFY2(set.exitCode == 0, set.err.constData());
        QCOMPARE(set.json()[u"signing"][u"scheme"].toString(), QStringLiteral("bearer"));
        QCOMPARE(set.json()[u"signing"][u"header"], json::Value());
        QCOMPARE(workspace.run({"source", "set", "custom-hmac", "signing=nonsense"}).exitCode, 2);
    }

    void slackGetsItsChallengeBack()
    {
        const Workspace workspace;
        QCOMPARE(workspace.add(QStringLiteral("slack")).exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch());
        const QByteArray body =
            "{\"token\":\"x\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV\",\"type\":\"url_verification\"}";
        const http::Headers headers{{"Content-Type", "application/json"},
                                    {"X-Slack-Request-Timestamp", now},
                                    {"X-Slack-Signature", "v0=" + hmacHex(key, "v0:" + now + ":" + body)}};
        const Reply reply = post(serve.port(), "/s/s", headers, body);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, QByteArray("3eZbrw1aBm2rZgRNFdxV"));
        QVERIFY(reply.head.contains("text/plain"));
        QCOMPARE(post(serve.port(), "/s/s", {{"Content-Type", "application/json"}}, body).status, 401);
    }

    void authHooksAreAnsweredAsTheyDemand_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("access token") << QByteArray("{\"metadata\":{\"name\":\"customize-access-token\"},"
                                                    "\"claims\":{\"sub\":\"u1\",\"exp\":1790003600}}")
                                      << QByteArray("{\"claims\":{\"sub\":\"u1\",\"exp\":1790003600}}");
        QTest::newRow("e-mail") << QByteArray(
                                       "{\"metadata\":{\"name\":\"send-email\"},\"user\":{\"id\":\"u1\",\"email\":"
                                       "\"a@example.com\"},\"email_data\":{\"token\":\"123456\"}}")
                                << QByteArray("{}");
        QTest::newRow("another") << QByteArray("{\"metadata\":{\"name\":\"mfa-verification\"},\"valid\":true}")
                                 << QByteArray("{}");
    }

    void authHooksAreAnsweredAsTheyDemand()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, answer);
        const Workspace workspace;
        const CliResult added =
            workspace.run({"source", "add", "supabase-auth", "--key", "s", "--secret-stdin"}, "v1," + key);
        QCOMPARE(added.exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch());
        const QByteArray digest =
            QByteArray::fromHex(hmacHex(QByteArray::fromBase64(key.mid(6)), "0f4e6b0e." + now + "." + body));
        const http::Headers headers{{"Content-Type", "application/json"},
                                    {"webhook-id", "0f4e6b0e"},
                                    {"webhook-timestamp", now},
                                    {"webhook-signature", "v1," + digest.toBase64()}};
        const Reply reply = post(serve.port(), "/s/s", headers, body);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, answer);
        QVERIFY(reply.head.contains("application/json"));
    }

    void whatIsWrongInTheUsersFolderIsShown()
    {
        const Workspace workspace;
        const QString folder = workspace.sandbox().environment().value(QStringLiteral("XDG_CONFIG_HOME")) +
                               QStringLiteral("/headwater/catalog");
        QVERIFY(QDir().mkpath(folder));
        const auto write = [&](const QString& name, const QByteArray& text) {
            QFile file(folder + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        write(QStringLiteral("broken.json"), "{\"key\": \"broken\",\n \"name\": oops}");
        write(QStringLiteral("mine.json"),
              "{\"key\":\"mine\",\"name\":\"My system\",\"signing\":{\"scheme\":\"github\"},"
              "\"samples\":[{\"type\":\"hello\",\"file\":\"hello.body\"}]}");
        write(QStringLiteral("hello.body"), "{\"type\":\"hello\",\"at\":\"{{now}}\"}");
        const CliResult listed = workspace.run({"catalog", "list"});
        QCOMPARE(listed.exitCode, 0);
        QVERIFY2(listed.err.contains("broken.json:2:"), listed.err.constData());
        QVERIFY(listed.out.contains("My system"));
        QVERIFY(workspace.run({"source", "check"}).err.contains("broken.json"));
        QVERIFY(workspace.run({"catalog", "schema"}).json()[u"properties"].isObject());

        QCOMPARE(workspace.add(QStringLiteral("mine")).exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        QCOMPARE(workspace.run({"send", "--source", "s", "--type", "hello"}).exitCode, 0);
    }

    void otherSpellingsAreUnderstoodEverywhere()
    {
        const Workspace workspace;
        QCOMPARE(workspace.add(QStringLiteral("stripe")).exitCode, 0);
        QFile file(workspace.root() + QStringLiteral("/sources/s/mappings.json"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{\"format\":1,\"mappings\":[{\"eventType\":\"customer.subscription.cancelled\",\"action\":"
                   "\"workflows_trigger\",\"parameters\":{\"key\":{\"value\":\"bye\"},\"recipients\":{\"path\":"
                   "\"body.data.object.customer\"}}}]}");
        file.close();
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const CliResult sent = workspace.run({"send", "--source", "s", "--type", "customer.subscription.cancelled"});
        QVERIFY2(sent.exitCode == 0, outputOf(sent).constData());
        QVERIFY2(sent.err.contains("customer.subscription.deleted"), sent.err.constData());
        const json::Value record = workspace.show(sent.json().at(0)[u"id"].toString());
        QCOMPARE(actionsOf(record), QStringLiteral("workflows_trigger succeeded"));
        const CliResult found = workspace.run({"events", "list", "type:customer.subscription.cancelled"});
        QCOMPARE(found.json().toArray().size(), size_t(1));
        QVERIFY2(found.err.contains("Stripe"), found.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestProviders)
#include "tst_providers.moc"
