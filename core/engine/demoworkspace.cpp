#include "core/engine/demoworkspace.h"

#include "core/base/ids.h"
#include "core/catalog/samples.h"
#include "core/engine/route.h"
#include "core/engine/testsend.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hw::engine {

using namespace std::chrono_literals;
using mapping::Binding;

namespace {

constexpr auto lookBack = 3h;

const QString billing = QStringLiteral("stripe-billing");
const QString orders = QStringLiteral("orders");
const QString support = QStringLiteral("support-desk");

struct Person
{
    const char* id;
    const char* first;
    const char* last;
    const char* plan;
};

constexpr std::array people{
    Person{"usr_101", "Noor", "Haddad", "pro"},   Person{"usr_102", "Mateo", "Silva", "free"},
    Person{"usr_103", "Ines", "Laurent", "team"}, Person{"usr_104", "Kofi", "Mensah", "pro"},
    Person{"usr_105", "Yuki", "Tanabe", "free"},  Person{"usr_106", "Petra", "Novak", "team"},
    Person{"usr_107", "Arjun", "Mehta", "pro"},   Person{"usr_108", "Lea", "Brandt", "free"},
    Person{"usr_109", "Tomasz", "Wilk", "pro"},   Person{"usr_110", "Amina", "Diallo", "team"},
    Person{"usr_111", "Sofia", "Reyes", "free"},  Person{"usr_112", "Jonas", "Berg", "pro"},
    Person{"usr_113", "Hana", "Kim", "free"},     Person{"usr_114", "Omar", "Farouk", "team"},
    Person{"usr_115", "Clara", "Jensen", "pro"},  Person{"usr_116", "Luca", "Ferri", "free"},
    Person{"usr_117", "Maren", "Olsen", "team"},  Person{"usr_118", "Diego", "Paz", "pro"},
};

const char* const ordersScript = R"(// Verifies each request and prepares what the mappings use.
async function main(ctx) {
  const { headers, body, vars } = ctx;
  const verified = await verifyHmacSha256({
    secret: vars["ORDERS_SIGNING_SECRET"],
    signature: headers["x-webhook-signature"],
    payload: body,
  });
  if (body.test) return { ignore: "a test order" };
  const full_name = `${body.customer.first_name} ${body.customer.last_name}`;
  const total = body.items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  console.log(`${body.type} of ${full_name}`);
  return { verified, full_name, total };
}
)";

mapping::Mapping mapped(Timestamp now, const char* type, const char* action)
{
    mapping::Mapping mapping;
    mapping.id = ids::make(ids::mapping, now);
    mapping.eventType = QLatin1String(type);
    mapping.action = QLatin1String(action);
    return mapping;
}

mapping::MappingFile ordersMappings(Timestamp now)
{
    mapping::Mapping identify = mapped(now, "order.*", "users_identify");
    identify.setParameter(QStringLiteral("id"), Binding::path(QStringLiteral("body.customer.id")));
    identify.setParameter(QStringLiteral("name"), Binding::path(QStringLiteral("preprocess.full_name")));
    identify.setParameter(QStringLiteral("email"), Binding::path(QStringLiteral("body.customer.email")));
    mapping::Mapping confirm = mapped(now, "order.completed", "workflows_trigger");
    confirm.setParameter(QStringLiteral("key"), Binding::literal("order-confirmation"));
    confirm.setParameter(QStringLiteral("recipients"), Binding::path(QStringLiteral("body.customer.id")));
    confirm.setParameter(QStringLiteral("data"), Binding::path(QStringLiteral("preprocess")));
    mapping::Mapping buyers = mapped(now, "order.completed", "audiences_add_member");
    buyers.setParameter(QStringLiteral("key"), Binding::literal("buyers"));
    buyers.setParameter(QStringLiteral("members"), Binding::path(QStringLiteral("body.customer.id")));
    return {{identify, confirm, buyers}, {}};
}

mapping::MappingFile supportMappings(Timestamp now)
{
    mapping::Mapping identify = mapped(now, "contact.updated", "users_identify");
    identify.setParameter(QStringLiteral("id"), Binding::path(QStringLiteral("body.contact.id")));
    identify.setParameter(QStringLiteral("email"), Binding::path(QStringLiteral("body.contact.email")));
    identify.setParameter(QStringLiteral("properties"), Binding::path(QStringLiteral("body.contact.attributes")));
    mapping::Mapping notify = mapped(now, "ticket.opened", "workflows_trigger");
    notify.setParameter(QStringLiteral("key"), Binding::literal("ticket-opened"));
    notify.setParameter(QStringLiteral("recipients"), Binding::path(QStringLiteral("body.contact.id")));
    notify.setParameter(QStringLiteral("data"), Binding::path(QStringLiteral("body.ticket")));
    mapping::Mapping company = mapped(now, "contact.updated", "tenants_set");
    company.setParameter(QStringLiteral("id"), Binding::path(QStringLiteral("body.contact.attributes.plan")));
    company.setParameter(QStringLiteral("name"), Binding::path(QStringLiteral("body.contact.attributes.plan")));
    return {{identify, company, notify}, {}};
}

json::Object personOf(const Person& person)
{
    const QString email = QString::fromLatin1(person.first).toLower() + QStringLiteral("@example.com");
    return {{QStringLiteral("id"), person.id},
            {QStringLiteral("first_name"), person.first},
            {QStringLiteral("last_name"), person.last},
            {QStringLiteral("email"), email}};
}

QByteArray orderBody(const QString& type, const Person& person, int number, int quantity)
{
    json::Object body{{QStringLiteral("id"), QStringLiteral("ord_%1").arg(48200 + number)},
                      {QStringLiteral("type"), type},
                      {QStringLiteral("customer"), personOf(person)}};
    if (type == QLatin1String("order.draft_saved")) {
        // The sender leaves the items out here, which the script does not expect.
    } else {
        body.append(QStringLiteral("items"),
                    json::Array{json::Object{{QStringLiteral("sku"), QStringLiteral("MUG-%1").arg(number % 7 + 1)},
                                             {QStringLiteral("price"), 1250 + 100 * (number % 5)},
                                             {QStringLiteral("quantity"), quantity}}});
    }
    if (number % 19 == 0)
        body.append(QStringLiteral("test"), true);
    return json::write(body);
}

QByteArray supportBody(const QString& type, const Person& person, int number)
{
    json::Object attributes;
    attributes.append(QStringLiteral("plan"), person.plan);
    attributes.append(QStringLiteral("seats"), number % 9 + 1);
    json::Object contact;
    contact.append(QStringLiteral("id"), person.id);
    const QString email = QString::fromLatin1(person.first).toLower() + QStringLiteral("@example.com");
    contact.append(QStringLiteral("email"), email);
    contact.append(QStringLiteral("attributes"), attributes);
    json::Object body{{QStringLiteral("id"), QStringLiteral("msg_%1").arg(7100 + number)},
                      {QStringLiteral("type"), type},
                      {QStringLiteral("contact"), contact}};
    if (type.startsWith(QLatin1String("ticket."))) {
        body.append(QStringLiteral("ticket"),
                    json::Object{{QStringLiteral("number"), 900 + number},
                                 {QStringLiteral("subject"), QStringLiteral("Cannot change the delivery address")},
                                 {QStringLiteral("priority"), number % 4 == 0 ? "high" : "normal"}});
    }
    return json::write(body);
}

/// A sample of the catalogue's with this person in place of the one that it names: who comes up again keeps the id.
QByteArray billed(const QByteArray& sample, const Person& person)
{
    const QString first = QString::fromLatin1(person.first);
    const QString last = QString::fromLatin1(person.last);
    const QString id = QString::fromLatin1(person.id);
    const QString email = first.toLower() + QStringLiteral("@example.com");
    QString text = QString::fromUtf8(sample);
    text.replace(QLatin1String("mara.lindqvist@example.com"), email)
        .replace(QLatin1String("mara@lindqvist-bikes.example"), email)
        .replace(QLatin1String("Mara Lindqvist"), first + u' ' + last)
        .replace(QLatin1String("Lindqvist Bikes"), last + QStringLiteral(" Studio"))
        .replace(QLatin1String("lindqvist-bikes"), last.toLower() + QStringLiteral("-studio"))
        .replace(QLatin1String("+15555550123"), QStringLiteral("+155555501") + id.right(2))
        .replace(QLatin1String("\"plan\": \"pro\""),
                 QStringLiteral("\"plan\": \"%1\"").arg(QLatin1String(person.plan)));
    static const QRegularExpression customer(QStringLiteral("cus_[A-Za-z0-9]+"));
    return text.replace(customer, QStringLiteral("cus_Hw8TqLm2Rvk") + id.right(3)).toUtf8();
}

} // namespace

DemoWorkspace::DemoWorkspace(QString folder, QString scriptHostPath, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_making(m_folder + QStringLiteral(".making-") + ids::randomSuffix(6))
    , m_scriptHostPath(std::move(scriptHostPath))
    , m_catalog(catalog::Catalog::load())
{}

DemoWorkspace::~DemoWorkspace() = default;

void DemoWorkspace::start()
{
    const Timestamp now = SystemClock().now();
    m_clock->set(now - lookBack);
    if (const auto prepared = prepare(); !prepared) {
        end(prepared.error());
        return;
    }
    EngineOptions options;
    options.root = m_making;
    options.clock = m_clock;
    options.scriptHostPath = m_scriptHostPath;
    m_engine = std::make_unique<Engine>(options);
    if (const auto opened = m_engine->open(); !opened) {
        end(opened.error());
        return;
    }
    plan(now);
    storeSecrets(m_secrets.keys());
}

Result<void> DemoWorkspace::prepare()
{
    if (QFileInfo::exists(m_folder))
        return Error{ErrorCode::AlreadyExists, {QStringLiteral("folder"), m_folder}};
    const Timestamp now = m_clock->now();
    auto files = workspace::WorkspaceFiles::create(m_making, QStringLiteral("demo"), now);
    if (!files)
        return files.error();
    const struct
    {
        QString provider;
        QString key;
        QString name;
    } wanted[] = {{QStringLiteral("stripe"), billing, QStringLiteral("Stripe billing")},
                  {QStringLiteral("custom"), orders, QStringLiteral("Internal orders")},
                  {QStringLiteral("custom"), support, QStringLiteral("Support desk")}};
    for (const auto& one : wanted) {
        const catalog::Provider* provider = m_catalog.find(one.provider);
        if (!provider)
            return Error{ErrorCode::NotFound, {QStringLiteral("provider"), one.provider}};
        workspace::NewSource details;
        details.key = one.key;
        details.name = one.name;
        const auto added = (*files)->addSource(*provider, details, now);
        if (!added)
            return added.error();
        workspace::Source source = *added;
        source.idempotencyKeyPath = QStringLiteral("body.id");
        if (auto saved = (*files)->saveSource(source); !saved)
            return saved;
        const QByteArray value = "whsec_" + ids::randomSuffix(32).toLatin1();
        m_secrets.insert(one.key, {source.signing.secrets.value(0), SecretString(value)});
    }
    if (auto saved = (*files)->saveScript(orders, workspace::ScriptLanguage::JavaScript, ordersScript); !saved)
        return saved;
    if (auto saved = (*files)->saveMappings(orders, ordersMappings(now)); !saved)
        return saved;
    return (*files)->saveMappings(support, supportMappings(now));
}

void DemoWorkspace::storeSecrets(QStringList keys)
{
    if (keys.isEmpty()) {
        processNext();
        return;
    }
    const signing::NamedSecret secret = m_secrets.value(keys.takeFirst());
    m_engine->setSecret(secret.name, secret.value, this, [this, keys](const Result<void>& result) {
        if (result)
            storeSecrets(keys);
        else
            end(result.error());
    });
}

void DemoWorkspace::plan(Timestamp until)
{
    const catalog::Provider* stripe = m_catalog.find(QStringLiteral("stripe"));
    const QStringList orderTypes{QStringLiteral("order.completed"), QStringLiteral("order.completed"),
                                 QStringLiteral("order.refunded"), QStringLiteral("order.completed"),
                                 QStringLiteral("order.draft_saved")};
    const QStringList supportTypes{QStringLiteral("contact.updated"), QStringLiteral("ticket.opened"),
                                   QStringLiteral("contact.updated"), QStringLiteral("ticket.closed")};
    // Denser towards the end, as the last hour is what the histogram shows.
    std::vector<double> places;
    std::uniform_real_distribution<double> anywhere(0, 1);
    for (int i = 0; i < eventCount; ++i) {
        const double place = anywhere(m_random);
        places.push_back(i % 3 == 0 ? place : 0.68 + place * 0.32);
    }
    std::sort(places.begin(), places.end());
    const auto span = std::chrono::duration_cast<std::chrono::microseconds>(lookBack);
    for (int i = 0; i < eventCount; ++i) {
        Planned one;
        const double share = places[static_cast<std::size_t>(i)];
        one.at = until - span + std::chrono::microseconds(static_cast<qint64>(share * double(span.count())));
        const Person& person = people[m_random() % people.size()];
        const auto kind = m_random() % 10;
        if (kind < 4 && stripe && !stripe->samples.empty()) {
            one.source = billing;
            one.type = stripe->samples[m_random() % stripe->samples.size()].type;
            const FixedClock then(one.at);
            if (const auto sample = catalog::sampleBody(*stripe, one.type, then))
                one.body = billed(*sample, person);
        } else if (kind < 7) {
            one.source = orders;
            one.type = orderTypes.at(static_cast<qsizetype>(m_random() % static_cast<unsigned>(orderTypes.size())));
            one.body = orderBody(one.type, person, i, static_cast<int>(m_random() % 3) + 1);
        } else {
            one.source = support;
            one.type = supportTypes.at(static_cast<qsizetype>(m_random() % static_cast<unsigned>(supportTypes.size())));
            one.body = supportBody(one.type, person, i);
        }
        one.forged = i % 23 == 11;
        one.again = i % 29 == 17;
        m_planned.push_back(one);
    }
}

Result<http::Message> DemoWorkspace::messageOf(const Planned& planned)
{
    const workspace::SourceState* state = m_engine->snapshot().workspace->source(planned.source);
    const catalog::Provider* provider = state ? m_catalog.find(state->source.provider) : nullptr;
    if (!provider)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), planned.source}};
    const std::optional<QByteArray> body = planned.body.isEmpty() ? std::nullopt : std::optional(planned.body);
    auto message =
        signedRequest(*provider, state->source, {planned.type, {}, body}, endpointPath(planned.source).toLatin1(),
                      QStringLiteral("http://127.0.0.1:4400"), m_secrets.value(planned.source), *m_clock);
    if (!message)
        return message;
    message->headers.insert(message->headers.begin(), {"Host", "127.0.0.1:4400"});
    message->headers.push_back({"Content-Length", QByteArray::number(message->body.size())});
    message->remote = QStringLiteral("127.0.0.1:%1").arg(50000 + static_cast<int>(m_random() % 9999));
    if (planned.forged)
        message->body.replace("\"type\"", "\"type\" "); // not the bytes that were signed
    return message;
}

void DemoWorkspace::processNext()
{
    if (m_next == m_planned.size()) {
        m_engine.reset(); // everything is on the disk with its end
        if (!QDir().rename(m_making, m_folder))
            end(Error{ErrorCode::IoError, {m_folder, QStringLiteral("the folder cannot be put there")}});
        else
            end({});
        return;
    }
    const Planned& planned = m_planned[m_next++];
    m_clock->set(planned.at);
    const bool again = planned.again && !m_last.body.isEmpty();
    auto message = again ? Result<http::Message>(m_last) : messageOf(planned);
    if (!message) {
        end(message.error());
        return;
    }
    if (!again)
        m_last = *message;
    ProcessRequest request;
    request.source = again ? parseRoute(message->path()).value_or(Route{}).source : planned.source;
    request.message = std::move(*message);
    m_engine->process(std::move(request), this, [this](const Result<Processed>& processed) {
        if (!processed) {
            end(processed.error());
            return;
        }
        if (m_next % 10 == 0)
            Q_EMIT progress(static_cast<int>(m_next), eventCount);
        processNext();
    });
}

void DemoWorkspace::end(Result<void> result)
{
    m_engine.reset();
    if (!result)
        QDir(m_making).removeRecursively();
    Q_EMIT finished(result);
}

} // namespace hw::engine
