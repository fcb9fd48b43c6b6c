#include "ui/models/settingspresenter.h"

#include "ui/models/launchsetting.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace hw::models {

namespace {

constexpr int largestPort = 65535;

/// A host's name by its letters; whether it exists is found out by listening.
bool isHostName(const QString& host)
{
    static const QRegularExpression form(
        QStringLiteral("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$"));
    static const QRegularExpression numbers(QStringLiteral("^[0-9.]+$"));
    return form.match(host).hasMatch() && !numbers.match(host).hasMatch();
}

/// "127.1" and the like, which would be read as an address that nobody meant.
bool isCutAddress(const QString& host)
{
    static const QRegularExpression numbers(QStringLiteral("^[0-9.]+$"));
    return numbers.match(host).hasMatch() && host.count(u'.') != 3;
}

/// An address that requests can go to: http or https, a host, nothing after the path.
bool isBaseUrl(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool http = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    return url.isValid() && http && !url.host().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

struct Variable
{
    QString name;
    QString value;
};

std::vector<Variable> readVariables(const QString& text)
{
    std::vector<Variable> variables;
    for (const QString& line : text.split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype equals = line.indexOf(u'=');
        variables.push_back({line.left(equals).trimmed(), line.mid(equals + 1).trimmed()});
    }
    return variables;
}

QString textOf(const json::Value& value)
{
    workspace::Environment one;
    one.vars.set(QStringLiteral("v"), value);
    return one.variables().value(QStringLiteral("v"));
}

} // namespace

SettingsPresenter::SettingsPresenter(SettingsLink& link, WorkspacePresenter& workspace, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_workspace(workspace)
{
    connect(&workspace, &WorkspacePresenter::workspaceChanged, this, &SettingsPresenter::changed);
    connect(&workspace, &WorkspacePresenter::listenerChanged, this, &SettingsPresenter::changed);
}

SettingsPresenter::~SettingsPresenter() = default;

ListenerDraft SettingsPresenter::listener() const
{
    if (!isOpen())
        return {};
    const workspace::LocalSettings& local = m_workspace.workspace()->local;
    return {local.host, QString::number(local.port), local.publicUrl, listensAtLaunch(local), listensWithTls(local)};
}

ListenerProblems SettingsPresenter::check(const ListenerDraft& draft)
{
    ListenerProblems problems;
    const QString host = draft.host.trimmed();
    if (host.isEmpty())
        problems[ListenerField::Host] = tr("An address is needed: 127.0.0.1 is this machine alone.");
    else if ((QHostAddress(host).isNull() && !isHostName(host)) || isCutAddress(host))
        problems[ListenerField::Host] = tr("This is no address and no name of a machine.");
    bool isNumber = false;
    const int port = draft.port.trimmed().toInt(&isNumber);
    if (!isNumber || port < 1 || port > largestPort)
        problems[ListenerField::Port] = tr("A port is a number from 1 to 65535.");
    const QString url = draft.publicUrl.trimmed();
    if (!url.isEmpty() && !isBaseUrl(url))
        problems[ListenerField::PublicUrl] = tr("This must begin with https:// or http:// and name a machine.");
    return problems;
}

QString SettingsPresenter::certificateFile() const
{
    return isOpen() ? models::certificateFile(m_workspace.workspace()->dataFolder()) : QString();
}

bool SettingsPresenter::isOpenToOthers(const QString& host)
{
    const QString name = host.trimmed();
    if (name.isEmpty() || name == QLatin1String("localhost"))
        return false;
    const QHostAddress address(name);
    return address.isNull() || !address.isLoopback();
}

void SettingsPresenter::applyListener(const ListenerDraft& draft)
{
    if (isOpen() && check(draft).empty())
        changeListener(draft, Way::Forth);
}

void SettingsPresenter::changeListener(const ListenerDraft& draft, Way way)
{
    const QString host = draft.host.trimmed();
    const auto port = static_cast<quint16>(draft.port.trimmed().toUInt());
    QString url = draft.publicUrl.trimmed();
    while (url.endsWith(u'/'))
        url.chop(1);
    const workspace::LocalSettings& before = m_workspace.workspace()->local;
    const bool tls = draft.tls;
    const bool moved = before.host != host || before.port != port || listensWithTls(before) != tls;
    const bool atLaunch = draft.startAtLaunch;
    m_link.changeLocal(
        [host, port, url, atLaunch, tls](workspace::LocalSettings& local) {
            local.host = host;
            local.port = port;
            local.publicUrl = url;
            setListensAtLaunch(local, atLaunch);
            setListensWithTls(local, tls);
        },
        this,
        [this, moved, way, former = listener()](const Result<void>& result) {
            std::function<void()> undo;
            if (way == Way::Forth)
                undo = [this, former] { changeListener(former, Way::Back); };
            finish(result, tr("Listener settings saved"), undo);
            const ListenerStatus::State state = m_workspace.listener().state;
            if (result && moved && state != ListenerStatus::State::Stopped)
                m_workspace.startListener();
        });
}

QStringList SettingsPresenter::environments() const
{
    QStringList names;
    for (const EnvironmentEntry& entry : m_workspace.environments())
        names.append(entry.name);
    return names;
}

workspace::Destination SettingsPresenter::destination(const QString& environment) const
{
    const workspace::EnvironmentState* state = isOpen() ? m_workspace.workspace()->environment(environment) : nullptr;
    return state ? state->environment.destination : workspace::Destination();
}

DestinationDraft SettingsPresenter::destinationDraft(const QString& environment) const
{
    const workspace::Destination stored = destination(environment);
    return {stored.kind,
            stored.url,
            stored.secret,
            {},
            stored.signing[u"scheme"].toString(),
            stored.signing[u"header"].toString()};
}

DestinationProblems SettingsPresenter::check(const DestinationDraft& draft)
{
    using workspace::DestinationKind;
    DestinationProblems problems;
    if (draft.kind == DestinationKind::Directory)
        return problems;
    const QString url = draft.url.trimmed();
    const bool isHttp = draft.kind == DestinationKind::Http;
    if (isHttp && url.isEmpty())
        problems[DestinationField::Url] = tr("An address is needed: https://api.example.com/events");
    else if (!url.isEmpty() && !isBaseUrl(url))
        problems[DestinationField::Url] =
            tr("This must begin with https:// or http:// and name a machine, without ? and #.");
    const QString secret = draft.secret.trimmed();
    if (!secret.isEmpty() && !workspace::isVariableName(secret))
        problems[DestinationField::Secret] = tr("A name has letters, digits and \"_\", and no digit first.");
    else if (isHttp && !draft.scheme.isEmpty() && secret.isEmpty())
        problems[DestinationField::Secret] = tr("A signature needs a secret: give it a name.");
    const QString key = draft.key.trimmed();
    if (!isHttp && key.startsWith(QLatin1String("pk_")))
        problems[DestinationField::Key] = tr("This is the public key. The secret one begins with sk_.");
    else if (!isHttp && key.startsWith(QLatin1String("knock_st_")))
        problems[DestinationField::Key] = tr("This is a service token. The secret key begins with sk_.");
    else if (!key.isEmpty() && secret.isEmpty() && isHttp)
        problems[DestinationField::Secret] = tr("A secret needs a name.");
    static const QRegularExpression headerForm(QStringLiteral("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"));
    if (!draft.header.trimmed().isEmpty() && !headerForm.match(draft.header.trimmed()).hasMatch())
        problems[DestinationField::Header] = tr("A header's name has no spaces and no colon.");
    return problems;
}

DestinationProblems SettingsPresenter::warnings(const DestinationDraft& draft)
{
    using workspace::DestinationKind;
    DestinationProblems warnings;
    if (draft.kind == DestinationKind::Directory)
        return warnings;
    const QUrl url(draft.url.trimmed(), QUrl::StrictMode);
    if (url.scheme() == QLatin1String("http") && isOpenToOthers(url.host()))
        warnings[DestinationField::Url] = tr("Without https anybody on the way can read the calls and the key.");
    const QString key = draft.key.trimmed();
    if (draft.kind == DestinationKind::Knock && !key.isEmpty() && !key.startsWith(QLatin1String("sk_")))
        warnings[DestinationField::Key] = tr("Knock's secret keys begin with sk_.");
    return warnings;
}

void SettingsPresenter::applyDestination(const QString& environment, const DestinationDraft& draft)
{
    using workspace::DestinationKind;
    if (!isOpen() || !check(draft).empty())
        return;
    workspace::Destination wanted;
    wanted.extra = destination(environment).extra;
    wanted.kind = draft.kind;
    if (draft.kind != DestinationKind::Directory) {
        wanted.url = draft.url.trimmed();
        while (wanted.url.endsWith(u'/') && draft.kind == DestinationKind::Knock)
            wanted.url.chop(1);
        wanted.secret = draft.secret.trimmed();
    }
    if (draft.kind == DestinationKind::Knock && wanted.secret.isEmpty())
        wanted.secret = QString::fromLatin1(workspace::defaultKnockSecret);
    if (draft.kind == DestinationKind::Http && !draft.scheme.isEmpty()) {
        // What the form does not know of the same scheme stays.
        const json::Object former = destination(environment).signing;
        if (former[u"scheme"].toString() == draft.scheme)
            wanted.signing = former;
        wanted.signing.set(QStringLiteral("scheme"), draft.scheme);
        if (!draft.header.trimmed().isEmpty())
            wanted.signing.set(QStringLiteral("header"), draft.header.trimmed());
        else
            wanted.signing.remove(u"header");
    }
    changeDestination(environment, wanted, Way::Forth);
    const QString key = draft.key.trimmed();
    if (draft.kind != DestinationKind::Directory && !key.isEmpty())
        setSecret(environment, wanted.secret, SecretString(key.toUtf8()));
}

void SettingsPresenter::changeDestination(const QString& environment, const workspace::Destination& wanted, Way way)
{
    m_link.changeEnvironment(
        environment,
        [wanted](workspace::Environment& changed) {
            changed.destination = wanted;
            if (!wanted.secret.isEmpty() && !changed.secrets.contains(wanted.secret))
                changed.secrets.append(wanted.secret);
        },
        this,
        [this, environment, former = destination(environment), way](const Result<void>& result) {
            std::function<void()> undo;
            if (way == Way::Forth)
                undo = [this, environment, former] { changeDestination(environment, former, Way::Back); };
            finish(result, tr("Destination of %1 saved").arg(environment), undo);
            if (result)
                requestSecrets(environment);
        });
}

QString SettingsPresenter::checkNewEnvironment(const QString& name) const
{
    const QString typed = name.trimmed();
    if (typed.isEmpty())
        return {};
    if (!workspace::isEnvironmentName(typed))
        return tr("A name has small letters, digits and \"-\" between them, 64 at most.");
    if (environments().contains(typed))
        return tr("There is an environment of this name.");
    return {};
}

void SettingsPresenter::addEnvironment(const QString& name)
{
    const QString typed = name.trimmed();
    if (typed.isEmpty() || !checkNewEnvironment(typed).isEmpty())
        return;
    m_link.addEnvironment(typed, this, [this, typed](const Result<void>& result) {
        finish(result, tr("Made the environment %1").arg(typed), {});
    });
}

QString SettingsPresenter::variables(const QString& environment) const
{
    const workspace::EnvironmentState* state = isOpen() ? m_workspace.workspace()->environment(environment) : nullptr;
    QStringList lines;
    if (state) {
        for (const auto& [name, value] : state->environment.vars)
            lines.append(name + u'=' + textOf(value));
    }
    return lines.join(u'\n');
}

QString SettingsPresenter::checkVariables(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    QSet<QString> names;
    int number = 0;
    for (const QString& line : text.split(u'\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 0)
            return tr("Line %1 has no \"=\": write NAME=value.").arg(number);
        const QString name = line.left(equals).trimmed();
        if (!form.match(name).hasMatch())
            return tr("Line %1: a name has letters, digits and \"_\", and no digit first.").arg(number);
        if (names.contains(name))
            return tr("Line %1: %2 is there twice.").arg(number).arg(name);
        names.insert(name);
    }
    return {};
}

void SettingsPresenter::applyVariables(const QString& environment, const QString& text)
{
    if (!isOpen() || !checkVariables(text).isEmpty())
        return;
    const auto change = [variables = readVariables(text)](const json::Object& former) {
        json::Object vars;
        for (const Variable& variable : variables) {
            const json::Value* before = former.find(variable.name);
            vars.set(variable.name,
                     before && textOf(*before) == variable.value ? *before : json::Value(variable.value));
        }
        return vars;
    };
    changeVariables(environment, change, Way::Forth);
}

void SettingsPresenter::changeVariables(const QString& environment,
                                        const std::function<json::Object(const json::Object&)>& change, Way way)
{
    const workspace::EnvironmentState* state = m_workspace.workspace()->environment(environment);
    const json::Object former = state ? state->environment.vars : json::Object();
    m_link.changeEnvironment(
        environment, [change](workspace::Environment& changed) { changed.vars = change(changed.vars); }, this,
        [this, environment, former, way](const Result<void>& result) {
            std::function<void()> undo;
            if (way == Way::Forth) {
                undo = [this, environment, former] {
                    changeVariables(
                        environment, [former](const json::Object&) { return former; }, Way::Back);
                };
            }
            finish(result, tr("Variables of %1 saved").arg(environment), undo);
        });
}

void SettingsPresenter::requestSecrets(const QString& environment)
{
    const quint64 asked = ++m_secretsAsked;
    m_link.findSecrets(environment, this, [this, asked, environment](const Result<SettingsLink::Secrets>& secrets) {
        if (asked != m_secretsAsked)
            return;
        if (!secrets) {
            Q_EMIT failed(secrets.error());
            return;
        }
        std::vector<SecretRow> rows;
        for (auto it = secrets->found.constBegin(); it != secrets->found.constEnd(); ++it)
            rows.push_back({it.key(), it.value()});
        for (const QString& name : secrets->missing)
            rows.push_back({name, std::nullopt});
        std::sort(rows.begin(), rows.end(), [](const SecretRow& a, const SecretRow& b) { return a.name < b.name; });
        Q_EMIT secretsReady(environment, rows);
        if (secrets->error)
            Q_EMIT failed(*secrets->error);
    });
}

void SettingsPresenter::setSecret(const QString& environment, const QString& name, const SecretString& value)
{
    if (value.isEmpty())
        return;
    changeSecret(environment, name, value, tr("%1 is set").arg(name));
}

void SettingsPresenter::removeSecret(const QString& environment, const QString& name)
{
    changeSecret(environment, name, SecretString(), tr("%1 is removed").arg(name));
}

void SettingsPresenter::changeSecret(const QString& environment, const QString& name, const SecretString& value,
                                     const QString& notice)
{
    m_link.setSecret(environment, name, value, this, [this, environment, name, notice](const Result<void>& result) {
        finish(result, notice, [this, environment, name] { restoreSecret(environment, name); });
        requestSecrets(environment);
    });
}

void SettingsPresenter::restoreSecret(const QString& environment, const QString& name)
{
    m_link.restoreSecret(environment, name, this, [this, environment, name](const Result<void>& result) {
        finish(result, tr("%1 is as it was").arg(name));
        requestSecrets(environment);
    });
}

void SettingsPresenter::finish(const Result<void>& result, const QString& notice, const std::function<void()>& undo)
{
    if (result)
        Q_EMIT applied(notice, undo);
    else
        Q_EMIT failed(result.error());
}

} // namespace hw::models
