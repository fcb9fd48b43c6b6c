#pragma once

#include "ui/models/settingspresenter.h"
#include "ui/widgets/settingsform.h"

#include <QPointer>

class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace hw::widgets {

class Button;
class ComboBox;
class DestinationForm;

/// The environments: where their actions go, their variables, their secrets.
class EnvironmentSettings final : public SettingsForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EnvironmentSettings)

public:
    EnvironmentSettings(const Theme& theme, models::SettingsPresenter& presenter, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QString environment() const;
    void showEnvironment();
    void takeStored();
    void check();
    void checkNew();
    void addNew();
    void showSecrets(const QString& environment, const std::vector<models::SecretRow>& rows);
    [[nodiscard]] QWidget* makeSecretRow(const models::SecretRow& row);

    models::SettingsPresenter& m_presenter;
    QString m_shown;  ///< the environment whose values the fields hold
    QString m_stored; ///< its variables as they are stored
    ComboBox* m_environments;
    DestinationForm* m_destination;
    QLineEdit* m_newName;
    Button* m_add;
    QPlainTextEdit* m_variables;
    QVBoxLayout* m_secrets;
    std::vector<models::SecretRow> m_secretRows;
};

} // namespace hw::widgets
