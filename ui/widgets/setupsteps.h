#pragma once

#include "ui/models/newsourcepresenter.h"
#include "ui/widgets/card.h"
#include "ui/widgets/secretfield.h"

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QVBoxLayout;

namespace hw::widgets {

class Button;

/// The middle of the set-up, one widget per step; each follows the presenter while it lives.
class SetupStepPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SetupStepPane)

public:
    SetupStepPane(const Theme& theme, models::NewSourcePresenter& presenter, QWidget* parent = nullptr);
    ~SetupStepPane() override;

    /// What has the keyboard's focus when the step is entered.
    [[nodiscard]] virtual QWidget* firstFocus() = 0;
    /// Before the step is left for the next one.
    virtual void commit() {}

protected:
    void setTitle(const QString& title, const QString& text);
    [[nodiscard]] QVBoxLayout& column() { return *m_column; }

    const Theme& m_theme;
    models::NewSourcePresenter& m_presenter;

private:
    Label* m_title;
    Label* m_text;
    QVBoxLayout* m_column;
};

/// All providers, with a search.
class SetupProviderPane final : public SetupStepPane
{
    Q_OBJECT

public:
    SetupProviderPane(const Theme& theme, models::NewSourcePresenter& presenter);
    [[nodiscard]] QWidget* firstFocus() override;

private:
    void refresh();
    void search(const QString& text);

    QLineEdit* m_search;
    QGridLayout* m_grid;
    Label* m_none;
    std::vector<ProviderCard*> m_cards; ///< beside the catalogue's providers
    std::vector<size_t> m_found;        ///< indexes of those shown, the best first
};

/// The address, the ways in, and what to do for the chosen one.
class SetupEndpointPane final : public SetupStepPane
{
    Q_OBJECT

public:
    SetupEndpointPane(const Theme& theme, models::NewSourcePresenter& presenter);
    [[nodiscard]] QWidget* firstFocus() override;
    void commit() override;

private:
    void refresh();
    void refreshWays();
    void refreshInstructions();
    void applyTheme();
    void savePublicUrl();

    QLineEdit* m_url;
    QAction* m_urlIcon;
    Button* m_copy;
    QTimer m_copyBack;
    Card* m_ways;
    Label* m_question;
    QVBoxLayout* m_wayRows;
    QButtonGroup* m_group;
    QWidget* m_public;
    QLineEdit* m_publicUrl;
    Label* m_publicProblem;
    Label* m_publicResult;
    QVBoxLayout* m_steps;
    SecretField* m_secret = nullptr; ///< in the instructions, where they ask for it
    QString m_shownWays;
    QString m_shownSteps;
};

class SetupSecretPane final : public SetupStepPane
{
    Q_OBJECT

public:
    SetupSecretPane(const Theme& theme, models::NewSourcePresenter& presenter);
    [[nodiscard]] QWidget* firstFocus() override;
    void commit() override;

private:
    void refresh();

    Label* m_where;
    SecretField* m_field;
    Label* m_help;
};

class SetupActionsPane final : public SetupStepPane
{
    Q_OBJECT

public:
    SetupActionsPane(const Theme& theme, models::NewSourcePresenter& presenter);
    [[nodiscard]] QWidget* firstFocus() override;

private:
    void refresh();

    QVBoxLayout* m_rows;
    Label* m_none;
    std::vector<QCheckBox*> m_boxes;
    QString m_shownProvider;
};

class SetupTestPane final : public SetupStepPane
{
    Q_OBJECT

public:
    SetupTestPane(const Theme& theme, models::NewSourcePresenter& presenter);
    [[nodiscard]] QWidget* firstFocus() override;
    [[nodiscard]] QString chosenType() const;

Q_SIGNALS:
    void testWanted();

private:
    void refresh();
    void refreshResult();

    QComboBox* m_types;
    Button* m_send;
    CheckLine* m_result;
    Label* m_none;
};

} // namespace hw::widgets
