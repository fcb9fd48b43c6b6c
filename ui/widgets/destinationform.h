#pragma once

#include "ui/models/settingspresenter.h"
#include "ui/widgets/settingsform.h"

class QLineEdit;

namespace hw::widgets {

class ComboBox;

/// Where the actions of one environment go: the Directory, the Knock API, an HTTP endpoint; with the key, which is
/// stored and never shown.
class DestinationForm final : public SettingsForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DestinationForm)

public:
    DestinationForm(const Theme& theme, models::SettingsPresenter& presenter, QWidget* parent = nullptr);

    void setEnvironment(const QString& environment);
    /// Which of its secrets are stored.
    void setSecrets(const std::vector<models::SecretRow>& rows);

private:
    [[nodiscard]] models::DestinationDraft draft() const;
    [[nodiscard]] workspace::DestinationKind kind() const;
    void show(const models::DestinationDraft& draft);
    /// What is stored became another: a draft that was not touched follows.
    void takeStored();
    void check();
    void note(QLineEdit* field, const QString& problem, const QString& warning);
    [[nodiscard]] QString keyNote() const;

    models::SettingsPresenter& m_presenter;
    QString m_environment;
    models::DestinationDraft m_stored;
    std::vector<models::SecretRow> m_secrets;
    ComboBox* m_kind;
    QLineEdit* m_url;
    QLineEdit* m_secret;
    QLineEdit* m_key;
    ComboBox* m_scheme;
    QLineEdit* m_header;
};

} // namespace hw::widgets
