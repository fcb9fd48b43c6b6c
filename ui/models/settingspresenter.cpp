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
}

SettingsPresenter::~SettingsPresenter() = default;

ListenerDraft SettingsPresenter::listener() const
{
    if (!isOpen())
        return {};
    const workspace::LocalSettings& local = m_workspace.workspace()->local;
    return {local.host, QString::number(local.port), local.publicUrl, listensAtLaunch(local)};
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
    if (!url.isEmpty()) {
        const QUrl parsed(url, QUrl::StrictMode);
        const bool http = parsed.scheme() == QLatin1String("https") || parsed.scheme() == QLatin1String("http");
        if (!parsed.isValid() || !http || parsed.host().isEmpty() || parsed.hasQuery() || parsed.hasFragment())
            problems[ListenerField::PublicUrl] = tr("This must begin with https:// or http:// and name a machine.");
    }
    return problems;
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
    const bool moved = before.host != host || before.port != port;
    const bool atLaunch = draft.startAtLaunch;
    m_link.changeLocal(
        [host, port, url, atLaunch](workspace::LocalSettings& local) {
            local.host = host;
            local.port = port;
            local.publicUrl = url;
            setListensAtLaunch(local, atLaunch);
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
